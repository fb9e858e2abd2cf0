import type { Event } from '../../scenario/event.js'
import { databaseDown } from './down-database.js'
import { redisAway } from './down-redis.js'
import type { CacheScenario } from './params.js'

export const down: CacheScenario = {
  name: 'down',
  title: 'When something is away',
  summary:
    'First the database fails, then the connection to Redis is cut. A cache should hide the one, and not cause the other.',
  uses: ['ttl', 'loadTime'],
  next: [{ command: 'redis-patterns cache stampede', why: 'what a database goes through without a cache' }],
  async *run(stage): AsyncGenerator<Event, void, void> {
    yield* databaseDown(stage)
    yield* redisAway(stage)
  },
}
