import { RedisResult } from 'js-redis-server/core'
import type { CommandRegistry, RedisExecutionContext } from 'js-redis-server/core'
import type { ScriptRuntime } from '../lua/script-runtime.js'
import { amend } from './amend.js'

interface ScriptArgs {
  subcommand: string
  rest: readonly Buffer[]
}

/** SCRIPT LOAD refuses what does not compile; js-redis-server stores it and fails at the first EVALSHA. */
export function checkScriptOnLoad(registry: CommandRegistry): void {
  amend(registry, ['script'], ({ execute }) => ({
    execute(args, ctx) {
      const { subcommand, rest } = args as ScriptArgs
      const [source] = rest
      if (subcommand.toLowerCase() !== 'load' || !source) return execute(args, ctx)
      return problemOf(source, ctx).then((problem) =>
        problem ? RedisResult.error(problem, 'ERR') : (execute(args, ctx) as RedisResult),
      )
    },
  }))
}

async function problemOf(source: Buffer, ctx: RedisExecutionContext): Promise<string | undefined> {
  const runtime = (await ctx.server.getLuaRuntime()) as ScriptRuntime
  return runtime.problemOf(source, ctx)
}
