import { EventStream, type GroupOptions } from '../../patterns/stream/index.js'
import { consumerOptions, type Handle, work } from './consumers.js'
import { GROUP } from './hands.js'
import { naiveStream, orderStream } from './orders.js'
import type { StreamStage } from './params.js'

/** The workers of one version. */
export interface Crew {
  /** worker-1 takes all that is there, and dies in the middle of it. */
  crash(handle: Handle): Promise<void>
  /** Another worker comes, and works until there is nothing left for it, or until enough is done. */
  work(worker: string, handle: Handle, enough: () => boolean): Promise<void>
}

export type OpenCrew = (stage: StreamStage, name: string) => Crew

/** Thrown where a worker dies. */
export class Died extends Error {
  override readonly message = 'the worker died here'
}

/** Acknowledges when the work is done. Nobody looks after what another has left. */
export const naiveCrew: OpenCrew = (stage, name) => ({
  async crash(handle) {
    const stream = naiveStream(stage, await stage.actor('worker-1'), name)
    await stream.work(GROUP, 'worker-1', handle).catch(unlessDied)
  },
  async work(worker, handle) {
    const stream = naiveStream(stage, await stage.actor(worker), name)
    while ((await stream.work(GROUP, worker, handle)) > 0);
  },
})

/** The library's consumers. */
export const safeCrew: OpenCrew = (stage, name) => ({
  async crash(handle) {
    const { namespace: prefix, clock, signal } = stage
    const death = new AbortController()
    const options = consumerOptions(stage, 'worker-1', AbortSignal.any([death.signal, signal]))
    // It is not closed with the scene: who dies says no goodbye.
    const stream = new EventStream<number>(await stage.actor('worker-1'), { prefix, name, now: clock.now })
    await workOneByOne(stream, options, handle).catch(unlessDied)
    death.abort()
  },
  async work(worker, handle, enough) {
    const stream = orderStream(stage, await stage.actor(worker), name)
    const stop = new AbortController()
    const checked: Handle = (order) => {
      handle(order)
      if (enough()) stop.abort()
    }
    await work(stream.group(GROUP, consumerOptions(stage, worker)), checked, stop.signal)
  },
})

/** Acknowledges first, so that even those who look after what was left cannot find it. */
export const ackFirstCrew: OpenCrew = (stage, name) => ({
  async crash(handle) {
    const stream = naiveStream(stage, await stage.actor('worker-1'), name)
    await stream.workAckedFirst(GROUP, 'worker-1', handle).catch(unlessDied)
  },
  work: safeCrew(stage, name).work,
})

/** Every acknowledgement has arrived before the next order is begun. */
async function workOneByOne(
  stream: EventStream<number>,
  options: GroupOptions,
  handle: Handle,
): Promise<void> {
  const consumer = stream.group(GROUP, options)
  for await (const delivery of consumer) {
    handle(delivery.event)
    delivery.ack()
    await consumer.flush()
  }
}

function unlessDied(error: unknown): void {
  if (!(error instanceof Died)) throw error
}
