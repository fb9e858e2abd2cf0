import { RedisResult } from 'js-redis-server/core'
import type { CommandRegistry } from 'js-redis-server/core'
import { compileError } from '../lua/runtime.js'
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
      return compileError(source, ctx).then((problem) =>
        problem ? RedisResult.error(problem, 'ERR') : (execute(args, ctx) as RedisResult),
      )
    },
  }))
}
