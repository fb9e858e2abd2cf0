import { expect, it } from 'vitest'
import { earlierWins, Leaderboard, LeaderboardView } from '../../../src/patterns/leaderboard/index.js'
import { freshName, onEveryServer, onRealServer } from '../support/servers.js'

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
