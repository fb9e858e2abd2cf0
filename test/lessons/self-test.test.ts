import { describe, expect, it } from 'vitest'
import { RaceBench } from '../../src/commands/learn/fix/bench.js'
import { fits, judge } from '../../src/lessons/attempt.js'
import { commandsOf, Desk } from '../../src/lessons/desk.js'
import type { Exercise } from '../../src/lessons/lesson.js'
import { testLesson } from '../../src/lessons/self-test.js'
import { textOf } from '../../src/scenario/reply.js'
import { onEachEngine } from '../support/engines.js'

const ADD: Exercise = {
  kind: 'exercise',
  id: 'add',
  goal: 'add 100',
  setup: ['ZADD board 1500 ada'],
  checks: [{ run: 'ZSCORE board ada', expect: '1600', else: 'ZINCRBY adds, ZADD sets' }],
  require: ['ZINCRBY'],
  forbid: ['ZSCORE'],
  expire: false,
  budget: 1,
  trips: 1,
  hints: ['ZINCRBY'],
  solution: ['ZINCRBY board 100 ada'],
  wrong: [
    { attempt: ['ZADD board 100 ada'], says: 'expected 1600' },
    { attempt: ['ZSCORE board ada', 'ZADD board 1600 ada'], says: 'do it without ZSCORE' },
  ],
}

onEachEngine((engine) => {
  const desk = async () => await Desk.open(engine())
  const judged = async (exercise: Exercise, ...lines: string[]) => {
    const at = await desk()
    await at.prepare(exercise.setup)
    for (const line of lines) await at.type(line)
    return judge(exercise, at)
  }
  const tested = async (change: Partial<Exercise>) =>
    testLesson(
      {
        id: 'l',
        title: '',
        pattern: undefined,
        minutes: 1,
        needs: [],
        screens: [{ title: '', parts: [{ ...ADD, ...change }] }],
      },
      await desk(),
      new RaceBench(engine()),
    )

  describe('an attempt', () => {
    it('is told what the server says, what was expected, and why', async () => {
      const { solved, problems } = await judged(ADD, 'ZADD board 100 ada')
      expect(solved).toBe(false)
      expect(problems).toEqual([
        'ZSCORE board ada says 100, expected 1600: ZINCRBY adds, ZADD sets',
        'use ZINCRBY',
      ])
    })

    it('is told what is right already', async () => {
      const more = [
        { run: 'ZCARD board', expect: '1', else: '' },
        { run: 'ZSCORE board ada', expect: '< 2000', else: '' },
      ]
      const both = { ...ADD, checks: [...ADD.checks, ...more] }
      const { right, problems } = await judged(both, 'ZADD board 100 ada')
      expect(right).toEqual(['ZCARD board says 1'])
      expect(problems[0]).toContain('ZSCORE board ada says 100')
    })

    it('is right however it is typed, and is told what it cost', async () => {
      expect(await judged(ADD, 'zincrby "board" 100 ada')).toMatchObject({
        solved: true,
        cost: 'Solved in 1 command, 1 round trip; the reference uses 1 and 1',
        isOver: false,
      })
    })

    it('is told when fewer commands or round trips are enough', async () => {
      const [half, other] = ['ZINCRBY board 50 ada', 'ZINCRBY board 50 ada']
      expect(await judged(ADD, half, other)).toMatchObject({
        cost: 'Solved in 2 commands, 2 round trips; the reference uses 1 and 1. It can be done in 1 command and 1 round trip',
        isOver: true,
      })
      expect(await judged(ADD, `${half} ; ${other}`)).toMatchObject({
        cost: 'Solved in 2 commands, 1 round trip; the reference uses 1 and 1. It can be done in 1 command',
        isOver: true,
      })
    })

    it('is told which keys never expire, where all must', async () => {
      const { problems } = await judged({ ...ADD, expire: true }, 'SET a 1 EX 10', 'SET b 1')
      expect(problems).toContain('b never expires: every key here must')
      expect(problems.filter((problem) => problem.startsWith('a '))).toEqual([])
    })

    it('goes on after an error of the server, and after a quote that is not closed', async () => {
      const { solved } = await judged(ADD, 'ZINCRBY board', 'GET "a', 'NOSUCH', 'ZINCRBY board 100 ada')
      expect(solved).toBe(true)
    })
  })

  it.each(['SUBSCRIBE news', 'BLPOP jobs 0', 'XREAD BLOCK 0 STREAMS s $', 'MONITOR'])(
    'a desk does not wait for ever at %s',
    async (line) => {
      expect(await judged(ADD, line, 'ZINCRBY board 100 ada')).toMatchObject({ solved: true })
    },
  )

  it('a desk sends together what stands on one line, and refuses only what it must', async () => {
    const at = await desk()
    const typed = await at.type('SET a "x ; y" ; SUBSCRIBE news ; GET a ; NOSUCH')
    expect(typed.map(({ name, reply }) => [name, textOf(reply).split(' ')[0]])).toEqual([
      ['SET', 'OK'],
      ['', 'ERR'],
      ['GET', 'x'],
      ['NOSUCH', 'ERR'],
    ])
    expect([at.typed.length, at.trips]).toEqual([3, 1])
  })

  it('a desk counts what was sent, and not what was refused', async () => {
    const at = await desk()
    await at.type('BLPOP jobs 0')
    await at.type('GET "open')
    expect([at.typed.length, at.trips]).toEqual([0, 0])
  })

  it('is not solved before EXEC, and looks without getting into the transaction', async () => {
    const at = await desk()
    await at.prepare(ADD.setup)
    await at.type('MULTI ; ZINCRBY board 100 ada')
    expect(await judge(ADD, at)).toMatchObject({ solved: false })
    expect(at.queues).toBe(true)
    const [exec] = await at.type('EXEC')
    expect(at.queues).toBe(false)
    expect(textOf(exec?.reply ?? null)).toBe('1600')
    expect(await judge(ADD, at)).toMatchObject({ solved: true })
  })

  it('a desk begins anew in the first database', async () => {
    const at = await desk()
    await at.type('SELECT 1 ; SET a 1')
    await at.prepare(['SET b 1'])
    const [keys] = await at.type('KEYS *')
    expect(keys?.reply).toEqual(['b'])
    expect(textOf((await at.type('SELECT 1 ; KEYS *')).at(-1)?.reply ?? null)).toBe('(empty)')
  })

  it('a desk forgets a transaction that was left open', async () => {
    const at = await desk()
    await at.type('MULTI')
    await at.prepare(['SET a 1'])
    expect(await at.ask('GET a')).toBe('1')
  })

  it('finds nothing wrong with a good exercise', async () => {
    expect(await tested({})).toEqual([])
  })

  it.each<[what: string, change: Partial<Exercise>, said: string]>([
    [
      'is solved before anything is done',
      { setup: ['ZADD board 1600 ada'], require: [] },
      'solved before anything',
    ],
    [
      'has a solution that fails',
      { solution: ['ZINCRBY board 1 ada'] },
      'its solution fails: ZSCORE board ada says 1501',
    ],
    ['has a solution over its budget', { budget: 0 }, 'over its own budget'],
    ['has a solution of too many round trips', { trips: 0 }, 'over its own budget'],
    ['knows one wrong attempt only', { wrong: ADD.wrong.slice(1) }, 'fewer than 2 wrong attempts'],
    [
      'takes a right attempt for a wrong one',
      { wrong: [...ADD.wrong, { attempt: ADD.solution, says: '' }] },
      'should fail, and passes',
    ],
    [
      'says something else',
      { wrong: [...ADD.wrong, { attempt: ['PING'], says: 'nonsense' }] },
      'it should say "nonsense"',
    ],
    ['has no hint', { hints: [] }, 'it has no hint'],
    ['has no check', { checks: [] }, 'it has no check'],
  ])('finds an exercise that %s', async (_what, change, said) => {
    expect((await tested(change)).join('\n')).toContain(said)
  })
})

it.each([
  ['1600', '1600', true],
  ['1600', '1601', false],
  ['5', '> 0', true],
  ['0', '> 0', false],
  ['-1', '> 0', false],
  ['60', '<= 60', true],
  ['', '> 0', false],
  ['abc', '>= 0', false],
])('a reply %s fits %s: %s', (said, expected, holds) => {
  expect(fits(said, expected)).toBe(holds)
})

it('writes replies without the marks of their types', () => {
  expect([null, 5, 'a', ['a', 1, null], [], { error: 'ERR no' }].map(textOf)).toEqual([
    '(nil)',
    '5',
    'a',
    'a 1 (nil)',
    '(empty)',
    'ERR no',
  ])
})

it.each([
  ['GET a', ['GET a']],
  ['SET a 1 ; GET a', ['SET a 1', 'GET a']],
  ['SET a ";" ; GET a', ['SET a ";"', 'GET a']],
  [`EVAL "return 1 ; return 2" 0 ; EVAL 'a ; "b' 0`, ['EVAL "return 1 ; return 2" 0', `EVAL 'a ; "b' 0`]],
  ['SET a "x \\" ; y" ; GET a', ['SET a "x \\" ; y"', 'GET a']],
  ['SET a 1;2', ['SET a 1;2']],
  ['SET a 1 ; ', ['SET a 1']],
])('the line %s is so many commands', (line, commands) => {
  expect(commandsOf(line)).toEqual(commands)
})
