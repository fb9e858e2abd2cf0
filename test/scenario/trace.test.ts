import { expect, test } from 'vitest'
import { defineScript } from '../../src/patterns/_kit/script.js'
import { Trace } from '../../src/scenario/trace.js'
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  let actors = 0
  async function tapped() {
    const keys: string[] = []
    const trace = new Trace({ cluster: false, onKeys: (named) => keys.push(...named) })
    const redis = await engine().connect(`trace-${++actors}`)
    trace.tap('app', redis)
    return { trace, redis, keys }
  }

  test('a command is recorded with who sent it and what came back', async () => {
    const { trace, redis } = await tapped()
    await redis.set('trace:a', 'one')
    expect(trace.drain()).toEqual([
      { type: 'wire', actor: 'app', command: ['SET', 'trace:a', 'one'], reply: 'OK' },
    ])
  })

  test('commands of a pipeline and of a transaction are all seen, in order', async () => {
    const { trace, redis } = await tapped()
    await redis.pipeline().set('trace:b', 1).incr('trace:b').exec()
    await redis.multi().incr('trace:b').exec()
    expect(trace.drain().map((event) => event.command[0])).toEqual(['SET', 'INCR', 'MULTI', 'INCR', 'EXEC'])
  })

  test('an error reply is recorded as an error', async () => {
    const { trace, redis } = await tapped()
    await redis.set('trace:c', 'text')
    await redis.incr('trace:c').catch(() => {})
    expect(trace.drain().at(-1)?.reply).toEqual({ error: expect.stringContaining('not an integer') })
  })

  test('the order is that of sending, whatever comes back first', async () => {
    const { trace, redis } = await tapped()
    await Promise.all([redis.get('trace:d1'), redis.get('trace:d2'), redis.get('trace:d3')])
    expect(trace.drain().map((event) => event.command[1])).toEqual(['trace:d1', 'trace:d2', 'trace:d3'])
  })

  test('it knows how many commands were sent, and counts none twice', async () => {
    const { trace, redis } = await tapped()
    await redis.pipeline().set('trace:n', 1).incr('trace:n').exec()
    trace.drain()
    await redis.get('trace:n')
    expect(trace.sent).toBe(3)
  })

  test('a command that waits is left out until it is answered', async () => {
    const { trace, redis } = await tapped()
    const other = await engine().connect(`trace-${++actors}`)
    const popped = redis.blpop('trace:list', 0)
    expect(trace.drain()).toEqual([])
    await other.rpush('trace:list', 'job')
    await popped
    expect(trace.drain()).toMatchObject([
      { command: ['BLPOP', 'trace:list', '0'], reply: ['trace:list', 'job'] },
    ])
  })

  test('very long commands and values are shortened', async () => {
    const { trace, redis } = await tapped()
    await redis.rpush('trace:long', ...Array.from({ length: 1000 }, (_, index) => `item-${index}`))
    await redis.set('trace:big', 'x'.repeat(10_000))
    await redis.lrange('trace:long', 0, -1)
    const [push, set, range] = trace.drain()
    expect(push?.command).toHaveLength(17)
    expect(push?.omitted).toBe(985)
    expect(set?.command[2]).toHaveLength(400)
    expect(range?.reply).toHaveLength(17)
    expect(range?.reply).toContain('… 984 more')
  })

  test('bytes that are not text can be recorded', async () => {
    const { trace, redis } = await tapped()
    await redis.set('trace:bytes', Buffer.from([0xff, 0x41]))
    expect(trace.drain()[0]?.command[2]).toBe(String.raw`\xffA`)
  })

  test('a reply that holds a time is recorded as the scenario says, and reaches the client as it is', async () => {
    const { trace, redis } = await tapped()
    const script = defineScript({
      name: 'time-left.lua',
      source: "return { 1, redis.call('PTTL', KEYS[1]) }",
      keys: ['key'],
      args: [],
      reply: (raw) => raw,
    })
    await redis.script('LOAD', script.source)
    trace.recordReplies('time-left.lua', (reply) =>
      Array.isArray(reply) ? [reply[0] ?? null, 60_000] : reply,
    )
    await redis.set('trace:left', 1, 'PX', 50_000)
    expect(await script.run(redis, { key: 'trace:left' }, {})).toEqual([1, expect.closeTo(50_000, -3)])
    expect(trace.drain().at(-1)).toMatchObject({ script: 'time-left.lua', reply: [1, 60_000] })
  })

  test('every key is announced, those of a script too', async () => {
    const { redis, keys } = await tapped()
    await redis.eval('return 1', 2, 'trace:k1', 'trace:k2', 'value')
    await redis.mget('trace:k3', 'trace:k4')
    expect(keys).toEqual(['trace:k1', 'trace:k2', 'trace:k3', 'trace:k4'])
  })

  test('of a load only the first commands are recorded, but every key is announced', async () => {
    const { trace, keys } = await tapped()
    const loader = await engine().connect(`trace-${++actors}`)
    trace.tap('loader', loader, { shown: 2 })
    await Promise.all([1, 2, 3, 4].map((number) => loader.set(`trace:n${number}`, number)))
    expect(trace.drain().map(({ command }) => command[1])).toEqual(['trace:n1', 'trace:n2'])
    expect(keys).toEqual(['trace:n1', 'trace:n2', 'trace:n3', 'trace:n4'])
  })

  test('after stop nothing is sent any more', async () => {
    const { trace, redis } = await tapped()
    const last = redis.set('trace:stop', 'before')
    await trace.stop()
    await expect(last).resolves.toBe('OK')
    await expect(redis.set('trace:stop', 'after')).rejects.toThrow('the run was stopped')
  })
})

test('the slot of the first key is recorded on a cluster', async () => {
  const { openEngine } = await import('../../src/engine/index.js')
  const engine = await openEngine({ engine: 'embedded', env: {} })
  const trace = new Trace({ cluster: true, onKeys: () => {} })
  const redis = await engine.connect('app')
  trace.tap('app', redis)
  await redis.set('{user1000}.following', 1)
  await redis.ping()
  expect(trace.drain().map((event) => event.slot)).toEqual([3443, undefined])
  await engine.close()
})
