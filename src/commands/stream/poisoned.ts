import { consumerOptions, type Handle, work } from './consumers.js'
import { GROUP } from './hands.js'
import { naiveStream, orderStream } from './orders.js'
import type { StreamStage } from './params.js'

export interface Job {
  /** Throws for an order that cannot be worked off. */
  handle: Handle
  /** The group has given an order up. */
  onDead(): void
  /** Whether all orders are done or given up. */
  isOver(): boolean
}

/** A worker that goes on until the job is over, or for so many rounds. */
export type Work = (stage: StreamStage, name: string, job: Job, rounds: number) => Promise<void>

export const naiveWork: Work = async (stage, name, { handle, isOver }, rounds) => {
  const stream = naiveStream(stage, await stage.actor('worker-1'), name)
  for (let round = 0; round < rounds && !isOver(); round++) {
    await stream.work(GROUP, 'worker-1', handle).catch(() => {})
  }
}

export const safeWork: Work = async (stage, name, { handle, onDead, isOver }) => {
  const stop = new AbortController()
  const stopWhenOver = () => {
    if (isOver()) stop.abort()
  }
  const stream = orderStream(stage, await stage.actor('worker-1'), name, {
    onEvent: ({ type }) => {
      if (type === 'dead-lettered') onDead()
      stopWhenOver()
    },
  })
  const checked: Handle = (order) => {
    handle(order)
    stopWhenOver()
  }
  await work(stream.group(GROUP, consumerOptions(stage, 'worker-1')), checked, stop.signal)
}
