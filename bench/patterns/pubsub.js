import { Redis } from 'ioredis'
import { Broadcast, Topic } from 'redis-patterns/pubsub'
import { quantile } from '../harness/measure.js'
import { peer } from '../harness/peers.js'
import { floors } from './pubsub-floors.js'

const ROUNDS = 2_000
const SOCKETS = 1_000

/** @param {import('../harness/bench.js').Bench} bench */
export default async function pubsub(bench) {
  const { redis } = bench
  const floor = floors(redis)
  const plain = new Topic(redis, { name: 'plain' })
  const kept = new Topic(redis, { name: 'kept', outbox: { maxLen: 10_000 } })
  const node = await nodeRedis(bench.path)
  const unnumbered = {
    'PUBLISH alone': (/** @type {number} */ i) => floor.plain(message(i)),
    ...(node && {
      'PUBLISH, node-redis': (/** @type {number} */ i) => node.publish('floor', JSON.stringify(message(i))),
    }),
  }
  await bench.operation({
    name: 'publish',
    budget: 0, // Reported, not judged: the floor has neither ids, nor time, nor a history.
    floor: (i) => floor.numbered(message(i)),
    ours: (i) => plain.publish(message(i)),
    peers: unnumbered,
  })
  await bench.operation({
    name: 'publish, outbox',
    budget: 0,
    floor: (i) => floor.kept(message(i)),
    ours: (i) => kept.publish(message(i)),
  })
  await node?.close()
  await latencies(bench, plain)
  await delivery(bench)
  await fanOut(bench)
  await Promise.all([plain.close(), kept.close()])
}

/** From the call of publish to the handler. @param {import('../harness/bench.js').Bench} bench @param {Topic} topic */
async function latencies(bench, topic) {
  const listener = bench.redis.duplicate()
  await listener.subscribe('latency')
  const plain = await latency(
    (heard) => void listener.on('message', heard),
    () => bench.redis.publish('latency', JSON.stringify(message(0))),
  )
  listener.disconnect()
  /** @type {() => void} */
  let onMessage = () => {}
  await topic.subscribe(() => onMessage())
  const ours = await latency(
    (heard) => (onMessage = heard),
    () => topic.publish(message(0)),
  )
  const goal = `${plain} for PUBLISH and on('message')`
  bench.report({ name: 'publish to handler, median', value: ours, unit: 'µs', goal })
}

/**
 * The median over the rounds, in microseconds.
 *
 * @param {(heard: () => void) => void} listen @param {() => Promise<unknown>} publish
 */
async function latency(listen, publish) {
  let heard = () => {}
  listen(() => heard())
  const times = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    const arrived = new Promise((resolve) => (heard = () => resolve(undefined)))
    await Promise.all([publish(), arrived])
    times.push(performance.now() - start)
  }
  return Math.round(quantile(times, 0.5) * 1000)
}

/** How fast an outbox is replayed. @param {import('../harness/bench.js').Bench} bench */
async function delivery(bench) {
  const topic = new Topic(bench.redis, { name: 'replay', outbox: { maxLen: 50_000 } })
  await Promise.all(Array.from({ length: 20_000 }, (_, i) => topic.publish(message(i))))
  const start = performance.now()
  for await (const { seq } of await topic.messages({ from: 1 })) if (seq === 20_000) break
  const value = Math.round(20_000 / ((performance.now() - start) / 1000))
  bench.report({ name: 'replay from the outbox', value, unit: 'messages/s', goal: 'reported' })
  await topic.close()
}

/** One message to many sockets of one process. @param {import('../harness/bench.js').Bench} bench */
async function fanOut(bench) {
  const redis = new Redis({ path: bench.path })
  const chat = new Broadcast(redis)
  let sent = 0
  let all = () => {}
  const send = () => {
    if (++sent % SOCKETS === 0) all()
  }
  await Promise.all(Array.from({ length: SOCKETS }, () => chat.join('room', { send })))
  const value = await latency(
    (heard) => (all = heard),
    () => chat.publish('room', message(0)),
  )
  bench.report({ name: `publish to ${SOCKETS} sockets, median`, value, unit: 'µs', goal: 'reported' })
  await chat.close()
  redis.disconnect()
}

/** @param {string} path */
async function nodeRedis(path) {
  const client = peer('redis')?.createClient({ socket: { path } })
  await client?.connect()
  return client
}

/** @param {number} i */
function message(i) {
  return { id: i, kind: 'order', text: 'twenty letters of it' }
}
