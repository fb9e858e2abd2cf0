import { createHash } from 'node:crypto'
import { createRedisLuaRuntime, setLuaWasmLoadOptions } from 'js-redis-server/core'
import type {
  CompatibilityProfile,
  LuaReplyValue,
  RedisExecutionContext,
  RedisLuaRuntime,
} from 'js-redis-server/core'
import prelude from './prelude.lua'
import { redisTable } from './redis-table.js'
import { parseShebang } from './shebang.js'

const PRELUDE = Buffer.from(prelude)
/** Gives the prelude's chunk a name of its own, so that its lines are not taken for the script's. */
const BOOTSTRAP = Buffer.from("return loadstring(table.remove(ARGV), '=prelude')()")
const COMPILE = Buffer.from("local _, problem = loadstring(ARGV[1], '@user_script') return problem")
/** Steps after which a script is killed: some seconds, where js-redis-server allows a twentieth of one. */
const MAX_FUEL = 500_000_000

/** Loads Lua's WebAssembly, which takes 30 ms: only for the first script. It lies beside the module that loads it. */
export async function createScriptRuntime(profile: CompatibilityProfile): Promise<RedisLuaRuntime> {
  setLuaWasmLoadOptions({ redisProps: redisTable(profile), limits: { maxFuel: MAX_FUEL } })
  const runtime = await createRedisLuaRuntime(profile)
  const run = runtime.eval.bind(runtime)
  runtime.eval = (script, keys, args, ctx, options) => {
    const { body, readOnly } = parseShebang(script, options?.readOnly)
    const reply = inOwnDatabase(ctx, () => run(BOOTSTRAP, keys, [...args, body, PRELUDE], ctx, { readOnly }))
    return withPlace(reply, script)
  }
  return runtime
}

/** Why the script does not compile, if it does not. */
export async function compileError(script: Buffer, ctx: RedisExecutionContext): Promise<string | undefined> {
  const runtime = await ctx.server.getLuaRuntime()
  const problem = runtime.eval(COMPILE, [], [parseShebang(script).body], ctx)
  return Buffer.isBuffer(problem) ? `Error compiling script (new function): ${problem.toString()}` : undefined
}

/** SELECT in a script holds for the script only. */
function inOwnDatabase<T>({ session }: RedisExecutionContext, run: () => T): T {
  const database = session.selectedDatabase
  try {
    return run()
  } finally {
    session.selectDatabase(database)
  }
}

/** Takes the line from the prelude's error, and names the script by its own hash. */
function withPlace(reply: LuaReplyValue, script: Buffer): LuaReplyValue {
  if (reply === null || typeof reply !== 'object' || !('meta' in reply)) return reply
  const { line, message } = parseError(reply.err.toString())
  const err = Buffer.from(message)
  if (line === 0) return { err }
  return { err, meta: { line, sha: createHash('sha1').update(script).digest('hex') } }
}

function parseError(text: string): { line: number; message: string } {
  // A script that ran out of steps may be stopped in the prelude, with its position and without its report.
  const plain = text.replace(/\bprelude:\d+: /, '')
  const [, line = '1', message = `ERR ${plain}`] = /^@(\d+) (.*)$/s.exec(plain) ?? []
  return { line: Number(line), message }
}
