import { defineCommand, RedisResult, RedisValue, t } from 'js-redis-server/core'

/** ECHO, which js-redis-server lacks; transcripts use it as a marker. */
export const echoCommand = defineCommand({
  name: 'echo',
  schema: t.object({ message: t.bulk() }),
  flags: ['fast'],
  keys: () => [],
  execute: ({ message }) => RedisResult.create(RedisValue.bulkString(message)),
})
