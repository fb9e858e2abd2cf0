// The command-line program: dist/cli.js and the chunks that it loads when they are needed.
import { cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { notices } from './notices.js'
import { bundle } from './rolldown.js'

const CHUNKS = 'cli/chunks'
const require = createRequire(import.meta.url)

export async function buildProgram() {
  await Promise.all([copyLua(), copyKiller()])
  const input = { input: { cli: 'src/cli.ts' }, plugins: [notices()] }
  await bundle(input, { dir: 'dist', chunkFileNames: `${CHUNKS}/[name].js` })
}

/** lua-redis-wasm looks for these beside the chunk that it is in. */
async function copyLua() {
  const engine = createRequire(require.resolve('js-redis-server'))
  const folder = path.dirname(engine.resolve('lua-redis-wasm'))
  const files = ['redis_lua.mjs', 'redis_lua.wasm']
  await Promise.all(files.map((file) => cp(path.join(folder, file), path.join('dist', CHUNKS, file))))
}

/** redis-memory-server looks two folders above its chunk; without this its server outlives a SIGKILL of ours for ever. */
async function copyKiller() {
  const file = 'scripts/redis_killer.js'
  await cp(require.resolve(`redis-memory-server/${file}`), path.join('dist', CHUNKS, '../..', file))
}
