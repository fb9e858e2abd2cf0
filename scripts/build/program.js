// The command-line program: cli.cjs and the chunks that it loads when they are needed.
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { luaInChunks, luaRedisWasm } from './lua-redis-wasm.js'
import { notices } from './notices.js'
import { bundle } from './rolldown.js'

/** @param {string} folder */
export async function buildProgram(folder) {
  await bundleProgram({ cli: 'src/cli.ts' }, folder, [
    /** @type {import('rolldown').InputOptions['plugins']} */ (notices()),
  ])
}

/**
 * As CommonJS, for Node 20 can load that from a compile cache, and ES modules not: see bin/compile-cache.js.
 *
 * @param {Record<string, string>} input @param {string} folder @param {import('rolldown').InputOptions['plugins'][]} [plugins]
 */
export async function bundleProgram(input, folder, plugins = []) {
  await copyLua(path.join(folder, 'chunks'))
  const names = { entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name].cjs' }
  const output = { format: /** @type {const} */ ('cjs'), dynamicImportInCjs: false, dir: folder, ...names }
  await bundle({ input, plugins: [luaInChunks(), ...plugins] }, output)
}

/** lua-redis-wasm looks for it beside the chunk that it is in. @param {string} chunks */
async function copyLua(chunks) {
  const file = 'redis_lua.wasm'
  await cp(path.join(luaRedisWasm(), 'dist', file), path.join(chunks, file))
}
