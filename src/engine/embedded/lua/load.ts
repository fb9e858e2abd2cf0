import type { CompatibilityProfile } from 'js-redis-server/core'
import { load, LuaEngine } from 'lua-redis-wasm'
import type { LuaWasmModule } from 'lua-redis-wasm'
import prelude from './prelude.lua'
import { redisTable } from './redis-table.js'

/** Gives the prelude's chunk a name of its own, so that its lines are not taken for the script's. */
const BOOTSTRAP = "loadstring(ARGV[1], '=prelude')()"
/** Steps after which a script is killed: some seconds, where js-redis-server allows a twentieth of one. */
const MAX_FUEL = 500_000_000

/** Loads Lua's WebAssembly, which takes 30 ms: only for the first script. It lies beside the module that loads it. */
export async function loadLua(profile: CompatibilityProfile): Promise<LuaWasmModule> {
  const module = await load({
    profile: 'redis-7.0',
    redisProps: redisTable(profile),
    limits: { maxFuel: MAX_FUEL },
  })
  const engine = new LuaEngine(module['exports'], undefined)
  beforeLock(module, () => engine.evalWithArgs(BOOTSTRAP, [], [prelude]))
  return module
}

/** Lua asks for the members of the `redis` table when all else is there, and then locks its globals. */
function beforeLock(module: LuaWasmModule, act: () => void): void {
  const handlers = module['handlers']
  const giveMembers = handlers.props
  handlers.props = (...args: number[]) => {
    act()
    return giveMembers(...args)
  }
}
