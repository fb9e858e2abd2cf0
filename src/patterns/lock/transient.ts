import { isReply } from '../_kit/blocking-client.js'
import type { RedisLike } from '../_kit/redis-like.js'

/** Errors of a server that is about to be well again: it loads its data, or a replica is taking over. */
const PASSING = /^(LOADING|READONLY|CLUSTERDOWN|MASTERDOWN|TRYAGAIN|BUSY|NOREPLICAS)/

/** Whether the same command may well succeed a little later. */
export function isTransient(error: unknown, redis: RedisLike): boolean {
  return isReply(error) ? PASSING.test(error.message) : redis.status !== 'end'
}
