import { RedisResult } from 'js-redis-server/core'
import type { CommandExecutor, CommandPlan } from 'js-redis-server/core'

const STREAM_READS: readonly string[] = ['xread', 'xreadgroup']

/**
 * Answers a blocking stream read in a script with Redis's error. js-redis-server starts the wait and forgets it,
 * and when the client leaves, the forgotten rejection ends the process.
 */
export function refuseBlockingInScripts(executor: CommandExecutor): void {
  // Only scripts run commands through this method.
  const run = executor.executePlanSync.bind(executor)
  executor.executePlanSync = (plan, ctx) => (blocks(plan) ? refusal(plan) : run(plan, ctx))
}

function blocks({ definition, rawArgs }: CommandPlan): boolean {
  if (!STREAM_READS.includes(definition.name)) return false
  const words = rawArgs.map((arg) => arg.toString().toUpperCase())
  return words.slice(0, words.indexOf('STREAMS')).includes('BLOCK')
}

function refusal({ rawCommand }: CommandPlan): RedisResult {
  return RedisResult.error(
    `${rawCommand.toString()} command is not allowed with BLOCK option from scripts`,
    'ERR',
  )
}
