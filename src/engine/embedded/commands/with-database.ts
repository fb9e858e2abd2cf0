import type { RedisDatabase, RedisExecutionContext } from 'js-redis-server/core'

/** The same context, for one command, with some of its database's methods replaced. */
export function withDatabase(
  ctx: RedisExecutionContext,
  methods: Partial<RedisDatabase>,
): RedisExecutionContext {
  return { ...ctx, db: Object.assign(Object.create(ctx.db) as RedisDatabase, methods) }
}
