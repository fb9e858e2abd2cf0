import { createHash } from 'node:crypto'
import { RedisLuaRuntime } from 'js-redis-server/core'
import type { CompatibilityProfile, LuaReplyValue, RedisExecutionContext } from 'js-redis-server/core'
import { CompiledScripts } from './compiled-scripts.js'
import type { Problem } from './compiled-scripts.js'
import { loadLua } from './load.js'
import { parseShebang } from './shebang.js'

type Bytes = readonly Buffer[]

/** Runs scripts with the prelude, and compiles each only once: js-redis-server compiles at every call. */
export class ScriptRuntime extends RedisLuaRuntime {
  private readonly compiled = new CompiledScripts()

  static async create(profile: CompatibilityProfile): Promise<ScriptRuntime> {
    return new ScriptRuntime(await loadLua(profile))
  }

  override eval(
    script: Buffer,
    keys: Bytes,
    args: Bytes,
    ctx: RedisExecutionContext,
    options?: { readOnly?: boolean },
  ) {
    const { body, readOnly } = parseShebang(script, options?.readOnly)
    const hash = sha1(script)
    const call = this.callOf(hash, body, ctx)
    if (typeof call === 'string') return { err: Buffer.from(`ERR ${call}`) }
    const reply = inOwnDatabase(ctx, () => super.eval(call, keys, args, ctx, { readOnly }))
    return withPlace(reply, hash)
  }

  /** Why the script does not compile, if it does not. */
  problemOf(script: Buffer, ctx: RedisExecutionContext): Problem | undefined {
    const call = this.callOf(sha1(script), parseShebang(script).body, ctx)
    return typeof call === 'string' ? call : undefined
  }

  private callOf(hash: string, body: Buffer, ctx: RedisExecutionContext): Buffer | Problem {
    return this.compiled.callOf(hash, body, (id) => {
      const reply = super.eval(Buffer.from(`return redis.scripts.compile(${id}, ARGV[1])`), [], [body], ctx)
      return reply === null ? undefined : `Error compiling script (new function): ${textOf(reply)}`
    })
  }
}

/** The compiler's complaint; or an error, when there was no memory for it. */
function textOf(reply: LuaReplyValue): string {
  const text = reply !== null && typeof reply === 'object' && 'err' in reply ? reply.err : reply
  return Buffer.isBuffer(text) ? text.toString() : ''
}

function sha1(script: Buffer): string {
  return createHash('sha1').update(script).digest('hex')
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
function withPlace(reply: LuaReplyValue, sha: string): LuaReplyValue {
  if (reply === null || typeof reply !== 'object' || !('meta' in reply)) return reply
  // A script that ran out of steps may be stopped in the prelude, with its position and without its report.
  const text = reply.err.toString().replace(/\bprelude:\d+: /, '')
  const [, line = '1', message = `ERR ${text}`] = /^@(\d+) (.*)$/s.exec(text) ?? []
  return { err: Buffer.from(message), meta: { line: Number(line), sha } }
}
