import type { ChainableCommander } from 'ioredis'

/** Sends a pipeline. @throws the first error among its replies. */
export async function repliesOf(pipeline: ChainableCommander): Promise<unknown[]> {
  const replies = (await pipeline.exec()) ?? []
  return replies.map(([error, reply]) => {
    if (error) throw error
    return reply
  })
}
