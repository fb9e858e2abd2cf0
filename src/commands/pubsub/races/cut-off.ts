import { defineRace } from '../../../race/define.js'
import type { PubsubUnderTest } from '../../../race/under-test/pubsub.js'
import { followNews, type News, NEWS_INVARIANTS, noNews } from './news.js'
import { naiveTopic, safeTopic } from './shared.js'

export const cutOff = defineRace<PubsubUnderTest, News>({
  name: 'cut-off',
  title: 'A subscriber is cut off for a moment',
  summary:
    'client-1 listens, client-2 publishes a message. The connection of client-1 may break once; it connects and subscribes again by itself. The naive version never hears what was published meanwhile, and nothing tells it so.',
  clients: 2,
  mostClients: 3,
  faults: { cuts: 1 },
  mayWait: true,
  world: noNews,
  client: (me, world) => followNews(me, world, 1),
  invariants: NEWS_INVARIANTS,
  naive: naiveTopic,
  safe: safeTopic,
})
