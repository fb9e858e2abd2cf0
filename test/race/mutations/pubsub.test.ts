import type { Redis, RedisOptions } from 'ioredis'
import book from '../../../src/commands/pubsub/races/index.js'
import type { Race, Version } from '../../../src/race/define.js'
import type { PubsubUnderTest } from '../../../src/race/under-test/pubsub.js'
import { findEach } from '../../support/findings.js'
import { type Changes, edit, mutant, split } from '../../support/mutant.js'

type Mutate = (race: Race) => Version<unknown>
type Subscribe = PubsubUnderTest['subscribe']

const UNHEARD = 'who listens hears every message, or that it missed some'
const STALE = 'a copy agrees with the database when all is quiet'

/** Faults put into the safe versions, the race that must find each, and what it must find broken. */
const MUTATIONS: [fault: string, race: string, claim: string, mutate: Mutate][] = [
  ['publishes before it keeps the message', 'cut-off', UNHEARD, scripts({ 'publish.lua': publishFirst() })],
  ['lets the client connect again by itself', 'cut-off', UNHEARD, copies(connectingAgain)],
  ['catches up before it listens again', 'cut-off', UNHEARD, copies(unconfirmed)],
  ['goes on before it is subscribed', 'early-read', STALE, copies(unconfirmed)],
  [
    'forgets nothing after a gap',
    'stale-copy',
    STALE,
    subscribing((subscribe, heard) => subscribe(heard, () => {})),
  ],
  [
    'keeps no number of the last message',
    'stale-copy',
    STALE,
    scripts({ 'publish.lua': edit("redis.call('SET', KEYS[1], place, 'PX', ARGV[7])", '') }),
  ],
  [
    'takes a number in one command and publishes in another',
    'out-of-order',
    UNHEARD,
    scripts({ 'publish.lua': numberFirst() }),
  ],
  [
    'hands over a message while the handler is at work',
    'slow-handler',
    'no amount is lost',
    subscribing((subscribe, heard, missed) => subscribe((message) => void heard(message), missed)),
  ],
]

findEach(
  'a topic',
  book,
  MUTATIONS.map(([fault, race, claim, how]) => [fault, race, how, claim]),
)

function scripts(changes: Changes): Mutate {
  return (race) => mutant(race, changes)
}

/** What a message is, once it has its number. */
const envelope = (seq: number, id: string, payload: string) => ({
  head: `history ${seq} ${id}`,
  message: `history ${seq} ${id} ${seq === 1 ? '' : 'another'} 0\n${payload}`,
})

function publishFirst() {
  return split(async (redis, [head = '', outbox = ''], [, channel = '', id = '', , payload = '']) => {
    const seq = Number((await redis.get(head))?.split(' ')[1] ?? 0) + 1
    const { head: place, message } = envelope(seq, id, payload)
    const receivers = await redis.publish(channel, message)
    await redis.multi().set(head, place).xadd(outbox, `${seq}-0`, 'm', message).exec()
    return [seq, receivers, Buffer.from('history')]
  })
}

function numberFirst() {
  return split(async (redis, [head = '', outbox = ''], [, channel = '', id = '', , payload = '']) => {
    const seq = await redis.incr(`${head}:number`)
    const { head: place, message } = envelope(seq, id, payload)
    const trip = redis.multi().set(head, place).xadd(outbox, `${seq}-0`, 'm', message)
    const replies = await trip.publish(channel, message).exec()
    return [seq, replies?.[2]?.[1], Buffer.from('history')]
  })
}

/** Another way to make the connection that listens. */
function copies(copy: (redis: Redis, options: RedisOptions) => Redis): Mutate {
  return (race) => ({
    title: 'a mutant',
    make(redis, place) {
      const duplicate = (options: RedisOptions) => copy(redis as Redis, options)
      return race.safe.make(replacing(redis, 'duplicate', duplicate), place)
    },
  })
}

function connectingAgain(redis: Redis, options: RedisOptions): Redis {
  return redis.duplicate({ ...options, retryStrategy: () => 50, autoResubscribe: true })
}

function unconfirmed(redis: Redis, options: RedisOptions): Redis {
  const connection = redis.duplicate(options)
  const subscribe = async (...channels: string[]) => void connection.subscribe(...channels).catch(() => {})
  return replacing(connection, 'subscribe', subscribe)
}

function subscribing(
  change: (subscribe: Subscribe, ...args: Parameters<Subscribe>) => Promise<unknown>,
): Mutate {
  return (race) => ({
    title: 'a mutant',
    make(redis, place): PubsubUnderTest {
      const { publish, subscribe } = race.safe.make(redis, place) as PubsubUnderTest
      return { publish, subscribe: (heard, missed) => change(subscribe, heard, missed) }
    },
  })
}

function replacing<T extends object>(owner: T, name: keyof T, value: unknown): T {
  return new Proxy(owner, {
    get: (target, wanted) => (wanted === name ? value : Reflect.get(target, wanted)),
  })
}
