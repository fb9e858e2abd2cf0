import { defineCommand, RedisResult, RedisValue, t } from 'js-redis-server/core'

/**
 * The first words of a web request. Any page in a browser can send one to this port, and its body could be
 * commands: as in Redis, the connection is closed without a reply.
 */
export const webRequestCommands = ['post', 'host:'].map((name) =>
  defineCommand({
    name,
    schema: t.object({ rest: t.variadic(t.bulk()) }),
    flags: ['noscript', 'transaction', 'subscribed'],
    keys: () => [],
    execute: () => RedisResult.create(RedisValue.null(), { omitReply: true, close: true }),
  }),
)
