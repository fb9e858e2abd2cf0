import { EventStream } from 'redis-patterns/stream'
import { appendFloor, groupFloor, tailFloor } from './stream-floors.js'

const WIDTHS = [1, 50, 256]
/** Enough for a measurement, which stops before it would have to wait for more. */
const ENTRIES = 600_000
const FILL = `
for _ = 1, ARGV[1] do
  redis.call('XADD', KEYS[1], '*', 'event', '{"item":"tea","count":2}')
end`

/** @param {import('../harness/bench.js').Bench} bench */
export default async function stream(bench) {
  await append(bench)
  for (const width of WIDTHS) await consume(bench, width)
  for (const width of WIDTHS) await tail(bench, width)
}

/** @param {import('../harness/bench.js').Bench} bench */
async function append(bench) {
  const orders = new EventStream(bench.redis, { name: 'append', trim: { maxLen: 10_000 } })
  const floor = appendFloor(bench.redis, 'floor')
  const event = { item: 'tea', count: 2 }
  await bench.operation({ name: 'append', floor: () => floor(event), ours: () => orders.append(event) })
}

/** @param {import('../harness/bench.js').Bench} bench @param {number} width */
async function consume(bench, width) {
  const orders = await filled(bench.redis, `consume-${width}`)
  await bench.redis.xgroup('CREATE', orders.key, 'floor', 0)
  const floor = groupFloor(bench.redis, orders.key, 'floor')
  const deliveries = orders.group('ours')[Symbol.asyncIterator]()
  await bench.operation({
    name: 'consume + ack',
    budget: 0.9,
    commands: 0.1,
    inFlight: [width],
    most: ENTRIES,
    floor: floor.next,
    ours: async () => (await deliveries.next()).value?.ack(),
  })
  floor.close()
  await emptied(bench.redis, orders)
}

/** @param {import('../harness/bench.js').Bench} bench @param {number} width */
async function tail(bench, width) {
  const orders = await filled(bench.redis, `tail-${width}`)
  const floor = tailFloor(bench.redis, orders.key)
  const entries = orders.tail({ from: 'start' })
  await bench.operation({
    name: 'tail',
    budget: 0.9,
    commands: 0.1,
    inFlight: [width],
    most: ENTRIES,
    floor: floor.next,
    ours: () => entries.next(),
  })
  floor.close()
  await emptied(bench.redis, orders)
}

/** @param {import('ioredis').Redis} redis @param {string} name */
async function filled(redis, name) {
  const orders = new EventStream(redis, { name, trim: 'never' })
  for (let at = 0; at < ENTRIES; at += 20_000) await redis.eval(FILL, 1, orders.key, 20_000)
  return orders
}

/** @param {import('ioredis').Redis} redis @param {EventStream} orders */
async function emptied(redis, orders) {
  await orders.close()
  await redis.unlink(orders.key)
}
