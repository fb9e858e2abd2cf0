import { createRedisCommandExecutor } from 'js-redis-server/core'
import type { CommandDefinition, CommandExecutor, createClusterPolicy } from 'js-redis-server/core'
import { echoCommand } from './commands/echo.js'
import { allowRandomInScripts } from './commands/random-in-scripts.js'
import { replyShapes } from './commands/reply-shapes.js'
import { checkScriptOnLoad } from './commands/script-load.js'
import { scanWithoutGaps } from './commands/scan-without-gaps.js'
import { noticeExpiryOfWatchedKeys } from './commands/watch-expiry.js'
import { replaceStoredKeys } from './commands/stored-results.js'
import { webRequestCommands } from './commands/web-requests.js'
import { refuseBlockingInScripts } from './script-block-guard.js'
import { COMPATIBILITY } from './version.js'

/** What a node of a cluster has beside what every server has. */
interface Extras {
  commands?: readonly CommandDefinition[]
  policies?: readonly ReturnType<typeof createClusterPolicy>[]
}

/** The commands of js-redis-server, corrected. */
export function createExecutor({ commands = [], policies = [] }: Extras = {}): CommandExecutor {
  const executor = createRedisCommandExecutor({
    compatibility: COMPATIBILITY,
    extraCommands: [echoCommand, ...webRequestCommands, ...commands],
    policies: [replyShapes, ...policies],
  })
  // Private, but the only way to change a command and keep the executor's own policies.
  const registry = executor['registry']
  allowRandomInScripts(registry)
  checkScriptOnLoad(registry)
  noticeExpiryOfWatchedKeys(registry)
  replaceStoredKeys(registry)
  scanWithoutGaps(registry)
  refuseBlockingInScripts(executor)
  return executor
}
