import { createRequire } from 'node:module'
import path from 'node:path'

/** The folder of lua-redis-wasm. */
export function luaRedisWasm() {
  return path.join(path.dirname(createRequire(import.meta.url).resolve('lua-redis-wasm')), '..')
}

/**
 * Makes the JavaScript around the WebAssembly a chunk like any other. lua-redis-wasm imports it by a path of run time,
 * which the compile cache cannot keep.
 *
 * @returns {import('rolldown').Plugin}
 */
export function luaInChunks() {
  return {
    name: 'lua-in-chunks',
    transform(code, id) {
      if (!/lua-redis-wasm.dist.index\.node\.mjs$/.test(id)) return null
      const known = code.replace('await import(moduleUrl)', `await import('./redis_lua.mjs')`)
      if (known === code) throw new Error(`${id} loads its JavaScript in another way now`)
      return { code: known, map: null }
    },
  }
}
