import { createRequire } from 'node:module'
import path from 'node:path'

/** The folder of lua-redis-wasm, which is a dependency of the in-process server and not our own. */
export function luaRedisWasm() {
  const engine = createRequire(createRequire(import.meta.url).resolve('js-redis-server'))
  return path.join(path.dirname(engine.resolve('lua-redis-wasm')), '..')
}
