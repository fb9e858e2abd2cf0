// npm runs this after an install in a checkout. Without the development dependencies there is nothing to build with,
// and failing here would break `npx redis-patterns` in a fresh clone for good.
import { createRequire } from 'node:module'

if (hasTools()) await import('./build.js')

function hasTools() {
  try {
    createRequire(import.meta.url).resolve('rolldown')
    return true
  } catch {
    return false
  }
}
