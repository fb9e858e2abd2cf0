import { defineRace, type Version } from '../../../race/define.js'
import type { PubsubUnderTest } from '../../../race/under-test/pubsub.js'
import { followNews, type News, NEWS_INVARIANTS, noNews } from './news.js'
import { safeTopic } from './shared.js'

/** Between the number and the message another publisher comes. */
const naive: Version<PubsubUnderTest> = {
  title: 'INCR, then PUBLISH',
  make(redis, { prefix }) {
    const channel = `${prefix}news`
    return {
      async publish(message) {
        const number = await redis.incr(`${channel}:number`)
        await redis.publish(channel, `${number} ${message}`)
      },
      subscribe(heard) {
        let last = 0
        redis.on('message', (_channel: string, text: string) => {
          const [number = '', message = ''] = text.split(' ')
          if (Number(number) <= last) return // It looks as if it had been heard before.
          last = Number(number)
          heard(message)
        })
        return redis.subscribe(channel)
      },
    }
  },
}

export const outOfOrder = defineRace<PubsubUnderTest, News>({
  name: 'out-of-order',
  title: 'Number, then publish',
  summary:
    'client-1 listens, two others publish one message each. Messages carry numbers, so that none is heard twice. The naive version takes the number with INCR and publishes in a second command: the messages of two publishers can arrive in the other order, and the subscriber takes the late one for an old one.',
  clients: 3,
  mostClients: 3,
  mayWait: true,
  world: noNews,
  client: (me, world) => followNews(me, world, 1),
  invariants: NEWS_INVARIANTS,
  naive,
  safe: safeTopic,
})
