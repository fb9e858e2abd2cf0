import { Topic } from '../../../patterns/pubsub/index.js'
import { NaiveTopic } from '../../../patterns/pubsub/naive.js'
import type { Version } from '../../../race/define.js'
import type { PubsubUnderTest } from '../../../race/under-test/pubsub.js'

/** The library's own topic. */
export const safeTopic: Version<PubsubUnderTest> = {
  title: 'Topic of redis-patterns, with outbox',
  make(redis, { prefix, now, ids }) {
    const topic = new Topic<string>(redis, { prefix, name: 'news', now, ids, outbox: { maxLen: 100 } })
    return {
      publish: (message) => topic.publish(message),
      subscribe: (heard, missed) => topic.subscribe(({ value }) => heard(value), { onGap: missed }),
    }
  },
}

/** Nothing tells it that it missed something. */
export const naiveTopic: Version<PubsubUnderTest> = {
  title: 'PUBLISH and SUBSCRIBE',
  make(redis, { prefix }) {
    const topic = new NaiveTopic<string>(redis, { prefix, name: 'news' })
    return {
      publish: (message) => topic.publish(message),
      subscribe: (heard) => topic.subscribe(heard),
    }
  },
}

/** Who listens never comes to an end. */
export function forever(): Promise<never> {
  return new Promise(() => {})
}
