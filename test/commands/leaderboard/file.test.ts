import { describe, expect, test } from 'vitest'
import { fileScenario } from '../../../src/commands/leaderboard/file.js'
import { onEachEngine } from '../../support/engines.js'
import { playFile } from './file/play.js'

const SCORES = 'name,score\n"Lovelace, Ada",30\nbob,20\ncy,20\ndi,10\nbob,15\nbad,x\n"open,5\ned,-5\n'
const KEY = 'rp:leaderboard:1:{file}'

describe('leaderboard --file', () => {
  test('runs only when a file is given', () => {
    expect(fileScenario.onlyWith).toEqual(['file'])
  })

  onEachEngine((engine) => {
    test('ranks a file, reports its bad rows, and every verdict holds', async () => {
      const played = await playFile(engine(), [SCORES], { me: 'cy' })
      expect(played.error).toBeUndefined()
      expect(played.failed).toEqual([])
      expect(played.table('top')?.rows).toEqual([
        [0, 'Lovelace, Ada', 30],
        [1, { value: 'cy', mark: 'me' }, 20],
        [2, 'bob', 20],
        [3, 'di', 10],
        [4, 'ed', -5],
      ])
      expect(played.table('bad')?.rows).toEqual([
        [7, 'the score "x" is not a number'],
        [8, 'a quote is opened and never closed'],
      ])
      expect(played.verdict('file.rows')?.detail).toBe('8 read = 6 loaded + 2 skipped')
      expect(played.verdict('file.size')?.detail).toBe('5 places, 5 names')
    })

    test.each([
      ['best', 20],
      ['latest', 15],
      ['sum', 35],
    ] as const)('with --mode %s gives bob %d points', async (mode, points) => {
      const played = await playFile(engine(), [SCORES], { mode, me: 'bob' })
      expect(played.failed).toEqual([])
      expect(played.table('me')?.rows).toContainEqual([
        expect.any(Number),
        { value: 'bob', mark: 'me' },
        points,
      ])
    })

    test('shows the name of --me with two neighbours on each side', async () => {
      const lines = Array.from({ length: 20 }, (_, index) => `player-${index},${index}\n`)
      const played = await playFile(engine(), ['name,score\n', ...lines], { me: 'player-9', top: 3 })
      expect(played.table('me')?.rows.map(([rank, , score]) => [rank, score])).toEqual([
        [8, 11],
        [9, 10],
        [10, 9],
        [11, 8],
        [12, 7],
      ])
      expect(played.verdict('file.me')).toMatchObject({
        holds: true,
        detail: 'rank 10 of 20: 10 higher, 1 with this score',
      })
    })

    test('says that a name is not there, and which ones are close', async () => {
      const played = await playFile(engine(), [SCORES], { me: 'ADA' })
      expect(played.failed).toEqual([])
      expect(played.table('me')).toBeUndefined()
      const note = played.all('note').find(({ text }) => text.startsWith('"ADA" is not on the board'))
      expect(note?.text).toContain('Close to it: "Lovelace, Ada".')
    })

    test('draws the spread of the scores from the counts of the server', async () => {
      const played = await playFile(engine(), ['a,1\nb,2\nc,2\nd,5\n'])
      expect(played.bars()).toEqual([
        { label: '1', value: 1 },
        { label: '2', value: 2 },
        { label: '3', value: 0 },
        { label: '4', value: 0 },
        { label: '5', value: 1 },
      ])
      expect(played.all('chart')[0]?.words).toBe('The longest bar: score 2, with 2 of 4 names.')
    })

    test('with --strict keeps nothing once a row is bad, and the verdict fails', async () => {
      const lines = Array.from({ length: 5000 }, (_, index) => `player-${index},${index}\n`)
      const played = await playFile(engine(), ['name,score\n', ...lines, 'bad,x\n'], {
        strict: true,
        batch: 100,
      })
      expect(played.error).toBeUndefined()
      expect(played.failed).toEqual(['file.strict'])
      expect(played.verdict('file.strict')?.detail).toBe(
        'line 5002: the score "x" is not a number; nothing was kept',
      )
      expect(played.keysLeft).toEqual([])
      expect(played.table('top')).toBeUndefined()
    })

    test('with --strict and only good rows says so', async () => {
      const played = await playFile(engine(), ['name,score\nada,1\n'], { strict: true })
      expect(played.verdict('file.strict')?.holds).toBe(true)
      expect(played.failed).toEqual([])
    })

    test('fails when no row can be used', async () => {
      const played = await playFile(engine(), ['name,score\nada,x\n,1\n'])
      expect(played.error).toBeUndefined()
      expect(played.failed).toEqual(['file.usable'])
      expect(played.verdict('file.rows')?.detail).toBe('2 read = 0 loaded + 2 skipped')
    })

    test('leaves no half of a document that breaks off', async () => {
      const rows = Array.from({ length: 3000 }, (_, index) => JSON.stringify([`p${index}`, index]))
      const played = await playFile(engine(), ['[', ...rows.map((row) => `${row},`)], {
        file: 'x.json',
        batch: 100,
      })
      expect(played.error).toMatchObject({
        name: 'UsageError',
        message: 'x.json ends too early after element 3000',
      })
      expect(played.keysLeft).toEqual([])
    })

    test.each([
      ['a score was changed', ['ZADD', KEY, '9999', 'di'], ['file.scores']],
      ['a name was lost', ['ZREM', KEY, 'di'], ['file.scores', 'file.size']],
      ['a name was added', ['ZADD', KEY, '1', 'eve'], ['file.size']],
    ])('notices when %s between the import and the checks', async (_, tamper, failed) => {
      const played = await playFile(engine(), [SCORES], {}, { tamper })
      expect(played.error).toBeUndefined()
      expect(played.failed).toEqual(failed)
    })

    test('says how far it is: in bytes of a file, in rows of standard input', async () => {
      const file = await playFile(engine(), [SCORES])
      const bytes = Buffer.byteLength(SCORES)
      expect(file.all('progress').at(-1)).toMatchObject({ done: bytes, total: bytes, unit: 'bytes' })
      const piped = await playFile(engine(), [SCORES], { file: '-' })
      expect(piped.all('progress').at(-1)).toMatchObject({
        label: 'loading standard input',
        done: 8,
        unit: 'rows',
      })
      expect(piped.all('progress').at(-1)).not.toHaveProperty('total')
    })

    test('stops between two pieces when the run is stopped', async () => {
      const stop = AbortSignal.abort(new Error('stopped'))
      const played = await playFile(engine(), [SCORES], {}, { signal: stop })
      expect(played.error).toMatchObject({ message: 'stopped' })
      expect(played.table('top')).toBeUndefined()
    })
  })
})
