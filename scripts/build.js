// Builds dist: the types, the library, the program, and the notices for what is bundled.
import { rm } from 'node:fs/promises'
import { buildLibrary } from './build/library.js'
import { buildProgram } from './build/program.js'
import { isFresh } from './build/fresh.js'
import { emitTypes } from './build/types.js'

if (!(process.argv.includes('--if-stale') && isFresh())) await build()

async function build() {
  const start = performance.now()
  await rm('dist', { recursive: true, force: true })
  await emitTypes()
  await buildLibrary()
  await buildProgram()
  console.log(`built dist in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}
