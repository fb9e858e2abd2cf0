// Builds dist: the types, the library, the program, and the notices for what is bundled.
import { rename, rm } from 'node:fs/promises'
import { buildLibrary } from './build/library.js'
import { buildProgram } from './build/program.js'
import { isFresh } from './build/fresh.js'
import { emitTypes } from './build/types.js'

if (!(process.argv.includes('--if-stale') && isFresh())) await build()

/** In a folder of its own, so that dist is always whole: what runs from it meanwhile does not notice. */
async function build() {
  const start = performance.now()
  const folder = `dist-${process.pid}`
  try {
    await emitTypes(folder)
    await buildLibrary(folder)
    await buildProgram(folder)
    await rm('dist', { recursive: true, force: true })
    await rename(folder, 'dist')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  console.log(`built dist in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}
