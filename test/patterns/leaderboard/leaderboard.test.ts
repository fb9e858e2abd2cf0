import { describe, expect, it } from 'vitest'
import { earlierWins, Leaderboard, LeaderboardView } from '../../../src/patterns/leaderboard/index.js'
import { freshName, onAnyServer, onEveryServer, onRealServer } from '../support/servers.js'

const THREE = [
  { member: 'ada', score: 1500 },
  { member: 'grace', score: 2300 },
  { member: 'alan', score: 1800 },
]

onEveryServer('a leaderboard', (redis) => {
  const fresh = () => new Leaderboard(redis(), { prefix: 'test:', name: freshName() })
  const ofThree = async () => {
    const board = fresh()
    await board.submitMany(THREE, { keep: 'latest' })
    return board
  }

  it('ranks the highest score first, counting ranks from 0', async () => {
    expect(await (await ofThree()).top(10)).toEqual([
      { member: 'grace', score: 2300, rank: 0 },
      { member: 'alan', score: 1800, rank: 1 },
      { member: 'ada', score: 1500, rank: 2 },
    ])
  })

  it('ranks the lowest score first with order asc', async () => {
    const race = new Leaderboard(redis(), { name: freshName(), order: 'asc' })
    await race.submitMany(THREE, { keep: 'best' })
    expect((await race.top(3)).map((entry) => entry.member)).toEqual(['ada', 'alan', 'grace'])
    expect(await race.rank('ada')).toBe(0)
    expect(await race.submit('ada', 1600, { keep: 'best' })).toBe(false)
    expect(await race.submit('ada', 1400, { keep: 'best' })).toBe(true)
    expect(await race.trim(2)).toBe(1)
    expect(await race.rank('grace')).toBeNull()
  })

  it('says whether a submitted score changed the board', async () => {
    const board = fresh()
    expect(await board.submit('ada', 100, { keep: 'best' })).toBe(true)
    expect(await board.submit('ada', 90, { keep: 'best' })).toBe(false)
    expect(await board.submit('ada', 100, { keep: 'latest' })).toBe(false)
    expect(await board.submit('ada', 90, { keep: 'latest' })).toBe(true)
    expect(await board.score('ada')).toBe(90)
  })

  it('takes a member named twice in one call one after the other', async () => {
    const board = fresh()
    const scores = [1, 3, 2].map((score) => ({ member: 'ada', score }))
    expect(await board.submitMany(scores, { keep: 'best' })).toBe(2)
    expect(await board.score('ada')).toBe(3)
    expect(await board.submitMany(scores, { keep: 'latest' })).toBe(3)
    expect(await board.score('ada')).toBe(2)
  })

  it('adds to scores that start at 0', async () => {
    const board = fresh()
    expect(await board.increment('ada', 100)).toBe(100)
    expect(await board.increment('ada', -130.5)).toBe(-30.5)
    const increments = [
      { member: 'ada', by: 0.5 },
      { member: 'alan', by: 7 },
      { member: 'ada', by: 30 },
    ]
    expect(await board.incrementMany(increments)).toEqual([-30, 7, 0])
    expect(await board.count()).toBe(2)
  })

  it('gives pages with how many there are', async () => {
    const board = await ofThree()
    expect(await board.page(1, 2)).toMatchObject({ page: 1, pages: 2, total: 3 })
    expect((await board.page(1, 2)).entries.map((entry) => entry.member)).toEqual(['grace', 'alan'])
    expect((await board.page(2, 2)).entries).toEqual([{ member: 'ada', score: 1500, rank: 2 }])
    expect(await board.page(3, 2)).toEqual({ entries: [], page: 3, pages: 2, total: 3 })
    expect(await fresh().page(1, 10)).toEqual({ entries: [], page: 1, pages: 0, total: 0 })
  })

  it('gives a member with its neighbours from one moment', async () => {
    const board = await ofThree()
    expect(await board.entry('alan', { radius: 1 })).toEqual({
      member: 'alan',
      score: 1800,
      rank: 1,
      total: 3,
      above: [{ member: 'grace', score: 2300, rank: 0 }],
      below: [{ member: 'ada', score: 1500, rank: 2 }],
    })
    expect(await board.entry('grace', { radius: 5 })).toMatchObject({ rank: 0, above: [] })
    expect((await board.entry('grace', { radius: 5 }))?.below).toHaveLength(2)
    expect(await board.entry('ada')).toMatchObject({ rank: 2, above: [], below: [] })
    expect(await board.entry('nobody', { radius: 5 })).toBeNull()
  })

  it('gives the places around a member', async () => {
    const board = await ofThree()
    expect((await board.around('ada', 1)).map((entry) => entry.rank)).toEqual([1, 2])
    expect(await board.around('nobody', 1)).toEqual([])
  })

  it('knows nothing of a member that is not there', async () => {
    const board = fresh()
    expect(await board.rank('ada')).toBeNull()
    expect(await board.score('ada')).toBeNull()
    expect(await board.remove('ada')).toBe(0)
    expect(await board.top(3)).toEqual([])
  })

  it('counts members, all or in a range that includes its ends', async () => {
    const board = await ofThree()
    expect(await board.count()).toBe(3)
    expect(await board.count({ min: 1500, max: 1800 })).toBe(2)
    expect(await board.count({ min: 1500.5 })).toBe(2)
    expect(await board.count({ max: 1000 })).toBe(0)
    expect(await board.count({})).toBe(3)
  })

  it('removes members and says how many were there', async () => {
    const board = await ofThree()
    expect(await board.remove('ada', 'nobody', 'alan')).toBe(2)
    expect(await board.count()).toBe(1)
  })

  it('trims to the best and says how many went', async () => {
    const board = await ofThree()
    expect(await board.trim(5)).toBe(0)
    expect(await board.trim(1)).toBe(2)
    expect((await board.top(3)).map((entry) => entry.member)).toEqual(['grace'])
    expect(await board.trim(0)).toBe(1)
  })

  it('orders equal scores by the bytes of the members, descending with desc and ascending with asc', async () => {
    const equal = ['a', 'é', 'b'].map((member) => ({ member, score: 1 }))
    const down = fresh()
    const up = new Leaderboard(redis(), { name: freshName(), order: 'asc' })
    await down.submitMany(equal, { keep: 'best' })
    await up.submitMany(equal, { keep: 'best' })
    expect((await down.top(3)).map((entry) => entry.member)).toEqual(['é', 'b', 'a'])
    expect((await up.top(3)).map((entry) => entry.member)).toEqual(['a', 'b', 'é'])
  })

  it('takes any text as a member', async () => {
    const board = fresh()
    const names = ['', ' ', 'zoë 🏆', '-1', 'a\r\nb', '{x}', 'WITHSCORES', '\u0000']
    await board.submitMany(
      names.map((member, score) => ({ member, score })),
      { keep: 'latest' },
    )
    expect((await board.top(20)).map((entry) => entry.member)).toEqual(names.toReversed())
    expect(await board.entry('zoë 🏆')).toMatchObject({ member: 'zoë 🏆', score: 2 })
  })

  it('takes any bytes as a member with members: bytes', async () => {
    const board = new Leaderboard(redis(), { name: freshName(), members: 'bytes' })
    const [broken, zero] = [Buffer.from([0xff, 0xfe, 0x0d, 0x0a]), Buffer.from([0])]
    await board.submitMany(
      [
        { member: broken, score: 1 },
        { member: zero, score: 2 },
      ],
      { keep: 'latest' },
    )
    expect((await board.top(2)).map((entry) => entry.member)).toEqual([zero, broken])
    expect(await board.increment(broken, 5)).toBe(6)
    expect(await board.entry(broken, { radius: 1 })).toMatchObject({ member: broken, score: 6, rank: 0 })
    expect(await board.remove(zero)).toBe(1)
  })

  it('keeps every bit of a score', async () => {
    const board = fresh()
    const scores = [0.1, 1 / 3, -1e-300, 1.7e308, 2 ** 53 - 1, 1700000000123456, 5e-324]
    await board.submitMany(
      scores.map((score) => ({ member: String(score), score })),
      { keep: 'latest' },
    )
    for (const score of scores) expect(await board.score(String(score))).toBe(score)
    const entries = (await board.page(1, 10)).entries
    expect(entries.map((entry) => entry.score)).toEqual(scores.toSorted((a, b) => b - a))
  })

  it('reads an infinite score that somebody else wrote', async () => {
    const board = fresh()
    await redis().zadd(board.key, '+inf', 'first', '-inf', 'last')
    expect((await board.top(2)).map((entry) => entry.score)).toEqual([Infinity, -Infinity])
    expect(await board.score('last')).toBe(-Infinity)
  })

  it('is deleted when it expires, by an expiry that every write sets', async () => {
    const expireAtMs = Date.now() + 3_600_000
    const board = new Leaderboard(redis(), { name: freshName(), expireAtMs })
    await board.submit('ada', 1.5, { keep: 'best' })
    expect(await board.increment('ada', 0.25)).toBe(1.75)
    const left = Number(await redis().pttl(board.key))
    expect(left).toBeGreaterThan(3_500_000)
    expect(left).toBeLessThanOrEqual(3_600_000)
    await redis().persist(board.key)
    expect(await board.incrementMany([{ member: 'ada', by: 1 }])).toEqual([2.75])
    expect(Number(await redis().pttl(board.key))).toBeGreaterThan(3_500_000)
  })

  it('takes the expiry from its own clock when it has one', async () => {
    const now = () => 1_000_000
    const board = new Leaderboard(redis(), { name: freshName(), expireAtMs: 1_060_000, now })
    await board.submit('ada', 1, { keep: 'best' })
    const left = Number(await redis().pttl(board.key))
    expect(left).toBeGreaterThan(50_000)
    expect(left).toBeLessThanOrEqual(60_000)
  })

  it('holds nothing once its expiry has passed', async () => {
    const board = new Leaderboard(redis(), { name: freshName(), expireAtMs: 1000 })
    await board.submit('ada', 1, { keep: 'best' })
    expect(await board.count()).toBe(0)
  })

  it('can be read through a view', async () => {
    const board = await ofThree()
    const view = new LeaderboardView(redis(), { name: board.key.slice(6, -1), prefix: 'test:' })
    expect(view.key).toBe(board.key)
    expect(await view.rank('ada')).toBe(2)
  })
})

onRealServer('a leaderboard', (redis) => {
  it.each([undefined, earlierWins()])(
    'takes tens of thousands of scores in one call, ties: %o',
    async (ties) => {
      const board = new Leaderboard(redis(), { name: freshName(), ties })
      const entries = Array.from({ length: 70_000 }, (_, score) => ({ member: `m${score}`, score }))
      expect(await board.submitMany(entries, { keep: 'best' })).toBe(70_000)
      expect(await board.rank('m0')).toBe(69_999)
    },
  )
})

onAnyServer('misuse', (redis) => {
  const board = () => new Leaderboard(redis(), { name: 'misuse' })

  it.each([Number.NaN, Infinity, '5' as unknown as number])('refuses %s as a score', async (score) => {
    await expect(board().submit('ada', score, { keep: 'best' })).rejects.toThrow(TypeError)
    await expect(board().increment('ada', score)).rejects.toThrow('a score must be a finite number')
  })

  it('writes none of many scores when one of them is wrong', async () => {
    const scores = [
      { member: 'ada', score: 1 },
      { member: 'alan', score: Number.NaN },
    ]
    await expect(board().submitMany(scores, { keep: 'best' })).rejects.toThrow(TypeError)
    expect(await board().count()).toBe(0)
  })

  it('sends nothing for nothing', async () => {
    const lost = new Leaderboard(undefined as never, { name: 'no client' })
    expect(await lost.submitMany([], { keep: 'best' })).toBe(0)
    expect(await lost.incrementMany([])).toEqual([])
    expect(await lost.remove()).toBe(0)
  })

  it.each([
    ['a member that is no string', () => board().rank(5 as never), 'a member must be a string'],
    ['keep', () => board().submit('a', 1, { keep: 'first' as never }), "keep must be 'latest' or 'best'"],
    ['top of none', () => board().top(0), 'count must be a whole number, 1 or more'],
    ['page 0', () => board().page(0, 10), 'the page number must be a whole number, 1 or more'],
    ['an empty page', () => board().page(1, 0), 'the page size must be'],
    ['half a radius', () => board().around('a', 0.5), 'the radius must be a whole number'],
    ['a negative trim', () => board().trim(-1), 'count must be a whole number, 0 or more'],
  ])('refuses %s and says what to pass', async (_, act: () => Promise<unknown>, message) => {
    await expect(act()).rejects.toThrow(TypeError)
    await expect(act()).rejects.toThrow(message)
  })

  it('refuses strings where members are bytes', async () => {
    const bytes = new Leaderboard(redis(), { name: 'bytes', members: 'bytes' })
    await expect(bytes.rank('ada' as never)).rejects.toThrow('a member must be a Buffer; got string')
  })
})

describe('the options of a leaderboard', () => {
  it.each([
    [{ name: '' }, 'name must be text'],
    [{ name: 'a', part: '' }, 'part must be text'],
    [{ name: 'a', order: 'up' }, "order must be 'desc' or 'asc'"],
    [{ name: 'a', members: 'json' }, "members must be 'text' or 'bytes'"],
    [{ name: 'a', expireAtMs: 0.5 }, 'expireAtMs must be a whole number'],
  ])('%o are refused', (options, message) => {
    const make = () => new Leaderboard(undefined as never, options as never)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(message)
  })
})
