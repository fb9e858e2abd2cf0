import type { CommandRegistry } from 'js-redis-server/core'
import { amend } from './amend.js'

/** A watched key that has expired makes EXEC fail; js-redis-server notices only when its next sweep removes it. */
export function noticeExpiryOfWatchedKeys(registry: CommandRegistry): void {
  amend(registry, ['watch', 'exec'], ({ execute }) => ({
    execute(args, ctx) {
      ctx.server.sweepExpired()
      return execute(args, ctx)
    },
  }))
}
