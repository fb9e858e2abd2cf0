import type { Redis } from 'ioredis'
import { type Gap, Topic } from '../../../../src/patterns/pubsub/index.js'
import { NaiveTopic } from '../../../../src/patterns/pubsub/naive.js'

/** The naive version and the safe ones, to be put through the same. */
export interface Contender {
  readonly channel: string
  readonly received: number[]
  readonly gaps: Gap[]
  publish(message: number): Promise<unknown>
  subscribe(): Promise<unknown>
  close(): Promise<void>
}

export type ContenderKind = 'naive' | 'without outbox' | 'with outbox'

/** Publishes over one client and listens over another. */
export function contender(kind: ContenderKind, name: string, near: Redis, far: Redis): Contender {
  const received: number[] = []
  const gaps: Gap[] = []
  const common = { channel: `{${name}}`, received, gaps }
  if (kind === 'naive') {
    const client = far.duplicate() // It cannot be used for anything else.
    client.on('error', () => {}) // It is cut off on purpose.
    const [publisher, listener] = [new NaiveTopic(near, { name }), new NaiveTopic<number>(client, { name })]
    return {
      ...common,
      publish: (message) => publisher.publish(message),
      subscribe: () => listener.subscribe((message) => received.push(message)),
      close: async () => client.disconnect(),
    }
  }
  const options = { name, ...(kind === 'with outbox' && { outbox: { maxLen: 10_000 } }) }
  const [publisher, listener] = [new Topic<number>(near, options), new Topic<number>(far, options)]
  return {
    ...common,
    publish: (message) => publisher.publish(message),
    subscribe: () =>
      listener.subscribe(({ value }) => received.push(value), { onGap: (gap) => gaps.push(gap) }),
    close: () => listener.close(),
  }
}

/** Whole numbers, both included. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
