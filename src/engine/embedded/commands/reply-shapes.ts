import { RedisResult, RedisValue } from 'js-redis-server/core'
import type { createTransactionPolicy } from 'js-redis-server/core'

type ExecutionPolicy = ReturnType<typeof createTransactionPolicy>

type Reshape = (value: RedisValue) => RedisValue

/** RESP3 has a type for sets; js-redis-server answers arrays. */
const asSet: Reshape = (value) => (value.kind === 'array' ? RedisValue.set(value.items) : value)

/** In RESP2 the "nothing" of a command that answers an array is a null array. */
const asNullArray: Reshape = (value) =>
  value.kind === 'bulk-string' && value.value === null ? NOTHING : value

/** The summary of XPENDING counts in strings, and has no list of consumers when nothing is pending. */
const asSummary: Reshape = (value) => {
  if (value.kind !== 'array') return value
  const [count, first, last, consumers] = value.items
  if (count?.kind !== 'integer' || !first || !last || consumers?.kind !== 'array') return value
  return RedisValue.array([
    count,
    first,
    last,
    consumers.items.length > 0 ? countsAsText(consumers) : NOTHING,
  ])
}

const NOTHING = RedisValue.nullArray()

function countsAsText(value: RedisValue): RedisValue {
  if (value.kind === 'integer') return RedisValue.bulkString(Buffer.from(`${value.value}`))
  return value.kind === 'array' ? RedisValue.array(value.items.map(countsAsText)) : value
}

const RESHAPES: Readonly<Record<string, Reshape>> = {
  smembers: asSet,
  sinter: asSet,
  sunion: asSet,
  sdiff: asSet,
  spop: asSet,
  xread: asNullArray,
  xreadgroup: asNullArray,
  xpending: asSummary,
}

/** Gives replies the type that Redis gives them. */
export const replyShapes: ExecutionPolicy = {
  name: 'reply-shapes',
  afterExecute({ definition }, _ctx, result) {
    const reshape = RESHAPES[definition.name]
    return reshape ? RedisResult.create(reshape(result.value), result.options) : result
  },
}
