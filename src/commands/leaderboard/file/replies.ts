import type { ChainableCommander } from 'ioredis'
import type { Connection } from '../../../engine/engine.js'

/** Sends a pipeline. @throws the first error among its replies. */
export async function repliesOf(pipeline: ChainableCommander): Promise<unknown[]> {
  const replies = (await pipeline.exec()) ?? []
  return replies.map(([error, reply]) => {
    if (error) throw error
    return reply
  })
}

/** One ZMSCORE; undefined where a name is not there. */
export async function scoresOf(
  redis: Connection,
  key: string,
  names: readonly string[],
): Promise<(number | undefined)[]> {
  const scores = await redis.zmscore(key, ...names)
  return scores.map((score) => (score === null ? undefined : Number(score)))
}
