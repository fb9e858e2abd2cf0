import { expect, it } from 'vitest'
import type { Event } from '../../../src/scenario/event.js'
import { rendered } from '../rendered.js'

it('says of each check whether it holds, by a mark and a word, with its numbers below', async () => {
  const claim = 'the safe version loses nothing under the same load'
  const verdicts: Event[] = [
    { type: 'verdict', id: 'a', claim: 'short', holds: true, detail: '1 of 1' },
    { type: 'verdict', id: 'b', claim, holds: false },
    { type: 'skip', what: 'memory of a board', needs: 'MEMORY USAGE' },
  ]
  expect(await lines(verdicts, { width: 50 })).toEqual([
    '  ✔ holds    short',
    '             1 of 1',
    '  ✘ FAILED   the safe version loses nothing under',
    '             the same load',
    '  ○ skipped  memory of a board',
    '             needs a real Redis: MEMORY USAGE',
  ])
  expect((await lines(verdicts, { width: 50, unicode: false })).map((line) => line.slice(2, 12))).toEqual(
    ['[ok]      ', '          ', '[FAILED]  ', '          ', '[skipped] ', '          '].map((text) =>
      expect.stringContaining(text.trimEnd()),
    ),
  )
})

it('keeps the paragraphs of a lesson', async () => {
  expect(await lines([{ type: 'note', text: 'one\n\ntwo' }])).toEqual(['  one', '', '  two'])
})

it('names who speaks', async () => {
  expect(await lines([{ type: 'note', actor: 'ada', text: 'one\ntwo' }])).toEqual([
    '  ada: one',
    '       two',
  ])
})

it('does not let lines grow beyond what can be followed, however wide the screen', async () => {
  const [first = ''] = await lines([{ type: 'note', text: 'word '.repeat(100) }], { width: 200 })
  expect(first.length).toBeLessThanOrEqual(78)
})

it('puts what to try next in columns, or reasons below their commands', async () => {
  const next: Event = {
    type: 'next',
    tries: [
      { command: 'learn', why: 'the lesson' },
      { command: 'race lock', why: 'see it break' },
    ],
  }
  expect(await lines([next])).toEqual(['Try next', '  learn       the lesson', '  race lock   see it break'])
  const long: Event = {
    type: 'next',
    tries: [{ command: 'leaderboard --file scores.csv', why: 'your own scores' }],
  }
  expect(await lines([long], { width: 40 })).toEqual([
    'Try next',
    '  leaderboard --file scores.csv',
    '      your own scores',
  ])
})

it('gives a chapter a rule with the name to type, as far as there is room', async () => {
  const chapter = (title: string): Event => ({ type: 'chapter', id: 'ties', title, text: '' })
  expect(await lines([chapter('Ties')], { width: 40 })).toEqual([`── Ties ${'─'.repeat(24)} ties ──`])
  expect(await lines([chapter('Equal scores and who wins them')], { width: 40 })).toEqual([
    '── Equal scores and who wins them ──────',
  ])
  expect(await lines([chapter('Equal scores, and who of all the players wins')], { width: 40 })).toEqual([
    '── Equal scores, and who of all the',
    '   players wins',
  ])
  expect(await lines([chapter('Ties')], { format: 'plain' })).toEqual(['== Ties =='])
})

it('ends with one line that says how it went', async () => {
  const end = (failed: number): Event => ({ type: 'end', verdicts: 5, failed, skipped: 0 })
  expect(await lines([end(0)])).toEqual(['✔ 5 checks, all hold'])
  expect(await lines([end(1)])).toEqual(['✘ 1 of 5 checks FAILED'])
  expect(await lines([end(1)], { format: 'plain' })).toEqual(['1 of 5 checks FAILED'])
})

async function lines(events: Event[], options: Parameters<typeof rendered>[1] = {}): Promise<string[]> {
  return (await rendered(events, options)).out.trimEnd().split('\n')
}
