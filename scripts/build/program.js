// The command-line program: cli.js and the chunks that it loads when they are needed.
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { luaRedisWasm } from './lua-redis-wasm.js'
import { notices } from './notices.js'
import { bundle } from './rolldown.js'

/** @param {string} folder */
export async function buildProgram(folder) {
  await copyLua(path.join(folder, 'chunks'))
  const input = { input: { cli: 'src/cli.ts' }, plugins: [notices()] }
  await bundle(input, { dir: folder, chunkFileNames: 'chunks/[name].js' })
}

/** lua-redis-wasm looks for these beside the chunk that it is in. @param {string} chunks */
async function copyLua(chunks) {
  for (const file of ['redis_lua.mjs', 'redis_lua.wasm'])
    await cp(path.join(luaRedisWasm(), 'dist', file), path.join(chunks, file))
}
