import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/commands/play-prompt/outcome.js'
import { Playground } from '../../../src/commands/play-prompt/playground.js'
import type { Engine } from '../../../src/engine/engine.js'
import { onEachEngine } from '../../support/engines.js'

onEachEngine((engine) => {
  let ground: Playground
  let late: Outcome[]
  let heard: () => void = () => {}

  beforeEach(async () => {
    late = []
    const onOutcome = (outcome: Outcome) => {
      late.push(outcome)
      heard()
    }
    ground = await Playground.open({ engine: engine(), confirm: async () => false, onOutcome }, 1)
  })
  afterEach(async () => {
    await ground.run('.reset')
    await ground.close({ keep: false })
  })

  /** The outcomes of the last of these lines. */
  async function run(...lines: string[]): Promise<Outcome[]> {
    let outcomes: Outcome[] = []
    for (const line of lines) outcomes = await ground.run(line)
    return outcomes
  }

  describe('a session', () => {
    it('gives typed replies, and keeps bytes that are not text', async () => {
      expect(await run('SET k "\\xff\\x00"', 'GET k')).toEqual([
        { type: 'reply', client: 'a', command: ['GET', 'k'], reply: '\\xff\\x00', roundTrips: 1 },
      ])
      expect(await run('HSET h 2 b 1 a', 'HGETALL h')).toMatchObject([{ reply: ['2', 'b', '1', 'a'] }])
    })

    it('tells a status from a value that reads the same', async () => {
      expect(await run('SET k OK')).toMatchObject([{ reply: 'OK', status: true }])
      expect((await run('GET k'))[0]).not.toHaveProperty('status')
    })

    it('lets two clients race by hand, and WATCH notices', async () => {
      await run('SET stock 1', 'WATCH stock', 'MULTI', 'DECR stock')
      expect(ground.session.current.label).toBe('a(multi)')
      expect(await run('b> DECR stock')).toMatchObject([{ client: 'b', reply: 0 }])
      expect(await run('EXEC')).toMatchObject([
        { client: 'a', reply: null, explained: expect.stringContaining('a watched key has changed') },
      ])
      expect(ground.session.current.label).toBe('a')
    })

    it('stays in MULTI after a refused command, and leaves it with EXECABORT', async () => {
      await run('MULTI', 'SET k')
      expect(ground.session.current.label).toBe('a(multi)')
      expect(await run('EXEC')).toMatchObject([{ reply: { error: expect.stringMatching(/^EXECABORT/) } }])
      expect(ground.session.current.label).toBe('a')
    })

    it('does not wait with a client that waits', async () => {
      expect(await run('.client b', 'BLPOP q 0')).toMatchObject([{ type: 'waiting', client: 'b' }])
      expect(ground.session.current.label).toBe('b(waits)')
      expect(await run('GET k')).toMatchObject([
        { type: 'refused', why: expect.stringContaining('b still waits') },
      ])
      expect(await run('a> LPUSH q x')).toMatchObject([
        { client: 'a', reply: 1 },
        { client: 'b', reply: ['q', 'x'], late: true },
      ])
      expect(ground.session.current.label).toBe('b')
    })

    it('waits for no other client when the element is there, or in MULTI', async () => {
      expect(await run('LPUSH q x', 'BLPOP q 0')).toMatchObject([{ type: 'reply', reply: ['q', 'x'] }])
      expect(await run('MULTI', 'BLPOP q 0', 'EXEC')).toMatchObject([{ type: 'reply', reply: [null] }])
    })

    it('says later what came after a timeout', async () => {
      const said = new Promise<void>((resolve) => (heard = resolve))
      await run('BLPOP q 0.05')
      await said
      expect(late).toMatchObject([{ type: 'reply', client: 'a', reply: null, late: true }])
    })

    it('frees a client with a new connection', async () => {
      await run('BLPOP q 0', '.stop')
      expect(await run('PING')).toMatchObject([{ reply: 'PONG' }])
      expect(await run('LPUSH q x', 'LLEN q')).toMatchObject([{ reply: 1 }])
    })

    it('shows messages as they come, and what a listener may not do', async () => {
      await run('b> SUBSCRIBE news')
      expect(await run('PUBLISH news hello')).toMatchObject([
        { client: 'a', reply: 1 },
        { type: 'message', client: 'b', message: ['message', 'news', 'hello'] },
      ])
      expect(await run('b> GET k')).toMatchObject([
        { type: 'refused', why: expect.stringContaining('b listens') },
      ])
      await run('b> UNSUBSCRIBE news')
      expect(await run('b> GET k')).toMatchObject([{ client: 'b', reply: null }])
    })

    it('asks before it sends what would end the server', async () => {
      expect(await run('SHUTDOWN')).toMatchObject([
        { type: 'refused', why: expect.stringContaining('ends the server') },
      ])
      expect(await run('PING')).toMatchObject([{ reply: 'PONG' }])
    })

    it('does not send what the prompt could not show', async () => {
      for (const line of ['MONITOR', 'HELLO 3', 'CLIENT REPLY OFF', 'PSYNC ? -1'])
        expect(await run(line)).toMatchObject([{ type: 'refused' }])
    })

    it.each(['cache', 'leaderboard', 'lock', 'pubsub', 'queue', 'ratelimit', 'session', 'stream'])(
      'puts the same data of %s there each time',
      async (pattern) => {
        const first = await run(`.seed ${pattern}`)
        await run('.reset')
        const second = await run(`.seed ${pattern}`)
        expect(first[1]).toMatchObject({ type: 'keys', keys: expect.arrayContaining([expect.anything()]) })
        expect(second).toEqual(first)
      },
    )

    it('shows what the library sends when it is asked to', async () => {
      const [seeded] = await run('.trace on', '.seed leaderboard')
      expect(seeded).toMatchObject({
        type: 'seed',
        sent: expect.arrayContaining([expect.objectContaining({ type: 'wire' })]),
      })
    })

    it('shows the keys after each command when it is asked to', async () => {
      await run('.keys on')
      expect(await run('SET k v')).toMatchObject([
        { reply: 'OK' },
        { type: 'keys', keys: [{ key: 'k', preview: ['v'] }] },
      ])
    })

    it('begins anew with .reset', async () => {
      await run('SET k v', 'MULTI', '.reset')
      expect(await run('DBSIZE')).toMatchObject([{ reply: 0 }])
    })
  })

  describe('on a server of the person', () => {
    let foreign: Playground

    beforeEach(async () => {
      const theirs: Engine = Object.create(engine(), { owned: { value: false } }) as Engine
      foreign = await Playground.open(
        { engine: bound(theirs, engine()), confirm: async () => false, onOutcome: () => {} },
        7,
      )
    })

    it('sends nothing dangerous that was not agreed to', async () => {
      await foreign.run('SET mine 1')
      for (const line of ['FLUSHALL', 'flushdb', 'CONFIG SET maxmemory 1', 'SWAPDB 0 1', 'SCRIPT FLUSH'])
        expect(await foreign.run(line)).toMatchObject([
          { type: 'refused', why: expect.stringContaining('not sent') },
        ])
      expect(await foreign.run('GET mine')).toMatchObject([{ reply: '1' }])
      await foreign.close({ keep: false })
    })

    it('removes what .seed put there, and nothing else', async () => {
      await foreign.run('SET mine 1')
      await foreign.run('.seed queue')
      expect(await foreign.run('.keys rp:play:7:*')).toMatchObject([
        { keys: expect.arrayContaining([expect.anything()]) },
      ])
      await foreign.run('.reset')
      expect(await foreign.run('KEYS *')).toMatchObject([{ reply: ['mine'] }])
      await foreign.run('.seed stream')
      await foreign.close({ keep: false })
      expect(await run('KEYS *')).toMatchObject([{ reply: ['mine'] }])
    })
  })
})

/** Methods of an engine that reach its private fields must be called on itself. */
function bound(engine: Engine, self: Engine): Engine {
  return Object.defineProperties(engine, {
    connect: { value: self.connect.bind(self) },
    explain: { value: self.explain.bind(self) },
  })
}
