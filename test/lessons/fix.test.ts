import { expect, it } from 'vitest'
import { RaceBench } from '../../src/commands/learn/fix/bench.js'
import { Desk } from '../../src/lessons/desk.js'
import type { Fix } from '../../src/lessons/lesson.js'
import { testLesson } from '../../src/lessons/self-test.js'
import { onEachEngine } from '../support/engines.js'

const WITH_NX = `-await redis.set(key, token, 'PX', ttlMs)
+if ((await redis.set(key, token, 'PX', ttlMs, 'NX')) === null) return null`
const WITH_EXISTS = `-if ((await redis.get(key)) !== null) return null
+if ((await redis.exists(key)) === 1) return null`

const MEND: Fix = {
  kind: 'fix',
  id: 'mend',
  goal: 'one at a time',
  pattern: 'lock',
  races: ['get-then-set'],
  file: 'my-lock.ts',
  start: undefined,
  hints: ['NX'],
  solution: WITH_NX,
  wrong: [
    { attempt: WITH_EXISTS, says: 'client-1 and client-2 hold the lock at the same time' },
    { attempt: '-return { token }\n+return { token', says: 'Unexpected token' },
  ],
}

const RIGHT = `// right
export default (redis, { prefix, ids, ttlMs }) => ({
  acquire: async () => (await redis.set(prefix + 'lock', ids(), 'PX', ttlMs, 'NX')) && {},
  release: () => redis.del(prefix + 'lock'),
})`

onEachEngine((engine) => {
  const tested = async (change: Partial<Fix>) => {
    const screens = [{ title: '', parts: [{ ...MEND, ...change }] }]
    const desk = await Desk.open(engine())
    const problems = await testLesson(
      { id: 'l', title: '', pattern: undefined, minutes: 1, needs: [], screens },
      desk,
      new RaceBench(engine()),
    )
    return problems.join('\n')
  }

  it('finds nothing wrong with a good file exercise', async () => {
    expect(await tested({})).toBe('')
  })

  it.each<[what: string, change: Partial<Fix>, said: string]>([
    [
      'has a solution that fails',
      { solution: WITH_EXISTS },
      'its solution fails: lock get-then-set: explored',
    ],
    ['has a solution that fits nowhere', { solution: '-nothing\n+more' }, 'there is no "nothing"'],
    ['is right from the start', { start: RIGHT, solution: '-// right\n+', wrong: [] }, 'right from'],
    [
      'takes a right attempt for a wrong one',
      { wrong: [...MEND.wrong, { attempt: WITH_NX, says: '' }] },
      'should fail, and passes',
    ],
    [
      'says something else',
      { wrong: [...MEND.wrong, { attempt: WITH_EXISTS, says: 'nonsense' }] },
      'it should say "nonsense", and says: lock get-then-set: explored',
    ],
    ['knows one wrong attempt only', { wrong: MEND.wrong.slice(1) }, 'fewer than 2 wrong attempts'],
    ['has no hint', { hints: [] }, 'it has no hint'],
    ['names no race', { races: ['nothing'] }, 'lock has no race "nothing"'],
    ['names no pattern', { pattern: 'door' }, "unknown pattern 'door'"],
  ])('finds one that %s', async (_what, change, said) => {
    expect(await tested(change)).toContain(said)
  })
})
