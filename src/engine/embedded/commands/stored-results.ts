import type { CommandRegistry, RedisDatabase } from 'js-redis-server/core'
import { amend } from './amend.js'
import { withDatabase } from './with-database.js'

const STORING = ['zunionstore', 'zinterstore', 'zdiffstore', 'sunionstore', 'sinterstore', 'sdiffstore']

/**
 * A stored result replaces its key, whatever it held, and does not expire. js-redis-server changes the old value,
 * so that a board merged once more keeps the old time to live, or is refused.
 */
export function replaceStoredKeys(registry: CommandRegistry): void {
  amend(registry, STORING, ({ execute }) => ({
    execute: (args, ctx) => execute(args, withDatabase(ctx, replacing(ctx.db))),
  }))
}

/** By the time of the write, the command has read all its sources. */
function replacing(db: RedisDatabase): Partial<RedisDatabase> {
  const forget = (key: Buffer) => db['keyspace']['entries'].delete(key.toString('hex'))
  return {
    updateSet(key, mutator) {
      forget(key)
      return db.updateSet(key, mutator)
    },
    updateSortedSet(key, mutator) {
      forget(key)
      return db.updateSortedSet(key, mutator)
    },
  }
}
