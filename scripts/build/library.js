// The library: patterns/<name>.js, a door for each pattern. The caller brings ioredis.
import path from 'node:path'
import { patternNames } from './patterns.js'
import { bundle } from './rolldown.js'

/** @param {string} folder */
export async function buildLibrary(folder) {
  const doors = Object.fromEntries(patternNames().map((name) => [name, `src/patterns/${name}/index.ts`]))
  const input = { input: doors, external: ['ioredis'] }
  const output = await bundle(input, {
    format: 'esm',
    dir: path.join(folder, 'patterns'),
    chunkFileNames: 'shared/[name].js',
  })
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
  const foreign = modules.filter((id) => id.includes('node_modules'))
  if (foreign.length > 0) throw new Error(`the library must not bundle other packages: ${foreign.join(', ')}`)
}
