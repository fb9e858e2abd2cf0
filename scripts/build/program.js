// The command-line program: dist/cli.js and the chunks that it loads when they are needed.
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { luaRedisWasm } from './lua-redis-wasm.js'
import { notices } from './notices.js'
import { bundle } from './rolldown.js'

const CHUNKS = 'chunks'

export async function buildProgram() {
  await copyLua()
  const input = { input: { cli: 'src/cli.ts' }, plugins: [notices()] }
  await bundle(input, { dir: 'dist', chunkFileNames: `${CHUNKS}/[name].js` })
}

/** lua-redis-wasm looks for these beside the chunk that it is in. */
async function copyLua() {
  for (const file of ['redis_lua.mjs', 'redis_lua.wasm'])
    await cp(path.join(luaRedisWasm(), 'dist', file), path.join('dist', CHUNKS, file))
}
