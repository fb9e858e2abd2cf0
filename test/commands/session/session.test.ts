import { describe, expect, test } from 'vitest'
import { type Played, valuesOf } from '../../support/played.js'
import { onEachEngine } from '../../support/engines.js'
import { play } from './play.js'

const SCENARIOS = ['basics', 'servers', 'crash', 'updates', 'revive', 'rotation', 'logout']
const ID = /[\w-]{6}\.[\w-]{43}/

onEachEngine((engine) => {
  test.each(SCENARIOS)('no event of %s has a whole id that nobody can guess', async (name) => {
    const { events } = await play(engine(), name)
    expect(events.length).toBeGreaterThan(5)
    expect(events.filter((event) => ID.test(JSON.stringify(event)))).toEqual([])
  })

  describe('session basics', () => {
    test('finds a hash with an expiry where it says that there is one', async () => {
      const ttls: number[] = []
      const played = await play(
        engine(),
        'basics',
        { ttl: 3_600_000 },
        {
          onState: async (observer) => {
            const keys = await observer.keys('rp:session:1:{basics:*}:*')
            const shown = sessionKey(keys)
            ttls.push(await observer.pttl(shown), await observer.hlen(shown))
          },
        },
      )
      expect(played.failed).toEqual([])
      expect(ttls[0]).toBeGreaterThan(3_590_000)
      expect(ttls[0]).toBeLessThanOrEqual(3_600_000)
      expect(ttls[1]).toBe(5)
    })

    test('shows the expiry slide up to the cap, which is four times the TTL', async () => {
      const played = await play(engine(), 'basics', { ttl: 3_600_000 })
      expect(valuesOf(played, 'life')).toEqual([
        ['40m', '1200 s', '3600 s', 'signed in'],
        ['1h20m', '1200 s', '3600 s', 'logged out'],
        ['2h', '1200 s', '3600 s', 'logged out'],
        ['2h40m', '1200 s', '3600 s', 'logged out'],
        ['3h20m', '1200 s', '2400 s', 'logged out'],
        ['4h', null, null, 'logged out'],
      ])
      const chart = played.all('chart').find(({ id }) => id === 'lives')
      expect(chart).toMatchObject({
        lanes: [{ spans: [{ from: 0, to: 3600 }] }, { spans: [{ from: 0, to: 14_400 }] }, {}],
      })
    })

    test('notices when the session is tampered with', async () => {
      const played = await play(
        engine(),
        'basics',
        {},
        {
          onState: async (observer) => {
            const keys = await observer.keys('rp:session:1:{basics:*}:*')
            await observer.hset(sessionKey(keys), 'roles', '"admin"')
          },
        },
      )
      expect(played.failed).toEqual(['basics.types'])
    })
  })

  test.each([2, 3, 7])('session servers: one of %i servers knows ada, with Redis all do', async (servers) => {
    const played = await play(engine(), 'servers', { servers })
    expect(played.failed).toEqual([])
    const found = valuesOf(played, 'visits').map(([, memory, redis]) => [memory, redis])
    const strangers = Array.from({ length: servers - 1 }, () => ['nobody', 'ada'])
    expect(found).toEqual([['ada', 'ada'], ...strangers])
    expect(played.bars()?.map(({ value }) => value)).toEqual([servers, 0, servers])
    // All servers read the one session, before the release and after it.
    const reads = played.all('wire').filter(({ command }) => command[0] === 'HGETALL')
    expect(new Set(reads.map(({ actor }) => actor)).size).toBe(servers)
    expect(reads).toHaveLength(2 * servers)
    expect(new Set(reads.map(({ command }) => command[1])).size).toBe(1)
  })

  describe('session crash', () => {
    test('leaves on the server what it says', async () => {
      const immortal: string[][] = []
      const played = await play(
        engine(),
        'crash',
        {},
        {
          onState: async (observer) => {
            const keys = await observer.keys('rp:session:1:*session:*')
            const ttls = await Promise.all(keys.map((key) => observer.pttl(key)))
            immortal.push(keys.filter((_, index) => ttls[index] === -1))
          },
        },
      )
      expect(played.failed).toEqual([])
      // Right after the crash, and a day later.
      expect(immortal).toEqual([['rp:session:1:crash:session:1'], ['rp:session:1:crash:session:1']])
      expect(valuesOf(played, 'deaths')).toEqual([
        ['0 commands', 'nothing', 'nothing'],
        ['1 command', 'nothing', 'TTL 1800 s'],
        ['2 commands', 'for ever', 'TTL 1800 s'],
        ['3 commands', 'TTL 1800 s', 'TTL 1800 s'],
      ])
    })

    test('the dead send nothing after their last command', async () => {
      const played = await play(engine(), 'crash')
      const sent = (actor: string) =>
        played.all('wire').flatMap((wire) => (wire.actor === actor ? [wire.command[0]] : []))
      expect(sent('app-1')).toEqual(['INCR', 'HSET'])
      expect([3, 4, 5, 6].map((app) => sent(`app-${app}`))).toEqual([
        [],
        ['INCR', 'EVALSHA'],
        ['INCR', 'HSET', 'EVALSHA'],
        ['INCR', 'HSET', 'EXPIRE', 'EVALSHA'],
      ])
    })
  })

  test.each([
    [2, 1],
    [4, 2],
    [20, 3],
  ])(
    'session updates: with %i requests and seed %i the fields are those on the server',
    async (clients, seed) => {
      const played = await play(engine(), 'updates', { clients }, { seed })
      expect(played.failed).toEqual([])
      const kept = lastNaiveWrite(played)
      expect(kept).toBeLessThan(clients)
      expect(played.bars()?.map(({ value }) => value)).toEqual([clients, kept, clients])
      expect(valuesOf(played, 'updates').at(-1)).toEqual(['lost', clients - kept, 0])
    },
  )

  test('session revive: what is back is on the server, for ever, and nothing of the safe version is', async () => {
    const played = await play(engine(), 'revive', { sessions: 7 })
    expect(played.failed).toEqual([])
    const left = (start: string) =>
      played.keysLeft.filter((key) => key.startsWith(`rp:session:1:${start}`)).length
    expect(['signed-out:session', 'expired:session'].map(left)).toEqual([7, 7])
    expect(['{signed-out:', '{expired:', '{revive:'].map(left)).toEqual([0, 0, 0])
    expect(valuesOf(played, 'back').map((row) => row.slice(1))).toEqual([
      [7, 7, 0],
      [7, 7, 0],
    ])
    expect(played.all('state')[0]?.keys[0]).toMatchObject({ type: 'hash', ttlSeconds: null })
    expect(played.all('state')[1]?.keys[0]).toMatchObject({ type: 'none' })
  })

  test('session rotation: ada and mallory share a naive id, and not a safe one', async () => {
    const played = await play(engine(), 'rotation')
    expect(played.failed).toEqual([])
    expect(valuesOf(played, 'guesses')).toEqual([['sessions opened', 10, 0]])
    const [planted, after] = valuesOf(played, 'rotated')
    expect([planted?.[1], after?.[1]]).toEqual(['1', '1'])
    expect(planted?.[2]).toMatch(/^[\w-]{6}\.[\w-]{3}…$/)
    expect(after?.[2]).not.toBe(planted?.[2])
    // One hash is left of the safe session, under its new key.
    const hashes = played.keysLeft.filter((key) => /\{rotation:[\w-]{6}\}:[\w-]{43}$/.test(key))
    expect(hashes).toHaveLength(1)
  })

  test.each([2, 5, 9])(
    'session logout: of %i devices half have expired, and all are logged out',
    async (devices) => {
      const alive = devices - Math.floor(devices / 2)
      const played = await play(engine(), 'logout', { devices })
      expect(played.failed).toEqual([])
      expect(valuesOf(played, 'index')).toEqual([
        ['signed in', alive, alive],
        ['in the index', devices, alive],
        ['dead, in the index', devices - alive, 0],
      ])
      expect(played.all('state').map(({ keys }) => [keys[0]?.length, keys[0]?.ttlSeconds])).toEqual([
        [devices, null],
        [alive, 1800],
      ])
      expect(valuesOf(played, 'everywhere')).toEqual([
        ['ended, it says', devices, alive + 1],
        ['still signed in', 1, 0],
        ['in the index', 0, 0],
      ])
      // The session that came meanwhile, and the counter of the ids.
      expect(played.keysLeft.toSorted()).toEqual([
        'rp:session:1:logout:ids',
        `rp:session:1:logout:session:${devices + 1}`,
      ])
    },
  )
})

/** The key of the session, without that of the index. */
function sessionKey(keys: readonly string[]): string {
  const [key] = keys.filter((each) => !each.endsWith(':index'))
  if (key === undefined) throw new Error('there is no session')
  return key
}

/** How many fields the last HSET of the naive version wrote. */
function lastNaiveWrite(played: Played): number {
  const writes = played.all('wire').filter(({ command }) => command[0] === 'HSET')
  return Object.keys(JSON.parse(writes.at(-1)?.command.at(-1) ?? '{}') as object).length
}
