import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../../../src/engine/engine.js'
import { openEngine } from '../../../../src/engine/index.js'
import { redisServerPath } from '../../../support/servers.js'
import type { Played } from '../../../support/played.js'
import { playFile } from './play.js'

const ROWS = 100_000
const PIECE = 65_536

interface Generated {
  text: string
  rows: { name: string; score: number }[]
  bad: { line: number; problem: string }[]
}

/** Scores full of ties, names that need quotes, names that come again, and a few damaged rows. */
function generate(): Generated {
  const numbers = fc.sample(fc.nat(999_999_999), { numRuns: ROWS, seed: 5 })
  const generated: Generated = { text: '', rows: [], bad: [] }
  const lines = ['Player Name,Country,Score']
  let line = 1
  for (const [index, random] of numbers.entries()) {
    line++
    const damage = DAMAGES[index]
    if (damage) {
      generated.bad.push({ line, problem: damage.problem })
      lines.push(damage.text)
      continue
    }
    const name = nameOf(random % 80_000)
    const score = (random % 5_000) / (random % 7 === 0 ? 4 : 1) - 500
    generated.rows.push({ name, score })
    lines.push(`${quoted(name)},X,${score}`)
    line += name.split('\n').length - 1
  }
  generated.text = lines.join('\r\n')
  return generated
}

const DAMAGES: Record<number, { text: string; problem: string }> = {
  10: { text: 'ada,X,', problem: 'the score is empty' },
  999: { text: ',X,7', problem: 'the name is empty' },
  5_000: {
    text: 'ada,X,"1,234"',
    problem: 'the score "1,234" has thousands separators: write the digits only',
  },
  50_000: { text: 'ada,7', problem: 'the number of fields is 2, not 3: "ada,7"' },
  99_999: { text: '"ada,X,7', problem: 'a quote is opened and never closed' },
}

function nameOf(number: number): string {
  if (number % 11 === 0) return `Last ${number}, "First"`
  if (number % 1009 === 0) return `two\nlines ${number}`
  return number % 13 === 0 ? `名前${number}🚀` : `player-${number}`
}

function quoted(name: string): string {
  return /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name
}

/** By score, and equal scores by the bytes of the name: the order of a sorted set read from its end. */
function sortedBoard(rows: Generated['rows']): [string, number][] {
  const best = new Map<string, number>()
  for (const { name, score } of rows) best.set(name, Math.max(score, best.get(name) ?? -Infinity))
  return [...best].sort(
    ([name, score], [other, otherScore]) =>
      otherScore - score || Buffer.compare(Buffer.from(other), Buffer.from(name)),
  )
}

describe.skipIf(redisServerPath() === undefined)('100,000 rows on a genuine server', () => {
  const { text, rows, bad } = generate()
  const expected = sortedBoard(rows)
  const [me] = expected[Math.floor(expected.length / 2)] as [string, number]
  let engine: Engine
  let played: Played

  beforeAll(async () => {
    engine = await openEngine({ engine: 'server', env: process.env })
    const bytes = Buffer.from(text)
    const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, index) =>
      bytes.subarray(index * PIECE, (index + 1) * PIECE),
    )
    played = await playFile(engine, pieces, { top: 1000, me })
  }, 60_000)
  afterAll(() => engine.close())

  test('the input has ties, names that come again, quotes and bad rows', () => {
    expect(expected.length).toBeLessThan(rows.length)
    expect(new Set(expected.map(([, score]) => score)).size).toBeLessThan(expected.length / 5)
    expect(rows.filter(({ name }) => quoted(name) !== name).length).toBeGreaterThan(1000)
    expect(bad).toHaveLength(5)
  })

  test('every verdict holds', () => {
    expect(played.error).toBeUndefined()
    expect(played.failed).toEqual([])
    expect(played.verdict('file.rows')?.detail).toBe('100,000 read = 99,995 loaded + 5 skipped')
  })

  test('the bad rows are reported with their lines', () => {
    expect(played.table('bad')?.rows).toEqual(bad.map(({ line, problem }) => [line, problem]))
  })

  test('the top 1000 are those of an independent sort', () => {
    const top = expected.slice(0, 1000).map(([name, score], rank) => [rank, name, score])
    expect(played.table('top')?.rows).toEqual(top)
  })

  test('the one in the middle stands between its neighbours', () => {
    const middle = expected.findIndex(([name]) => name === me)
    const around = expected
      .slice(middle - 2, middle + 3)
      .map(([name, score], index) => [
        middle - 2 + index,
        name === me ? { value: name, mark: 'me' } : name,
        score,
      ])
    expect(played.table('me')?.rows).toEqual(around)
  })

  test('the bars are those of an independent count', () => {
    const bars = played.bars() ?? []
    const edges = bars.map(({ label }) => Number(label.split(' to ')[0]?.replaceAll(',', '')))
    const counts = edges.map((from, index) => {
      const to = edges[index + 1] ?? Infinity
      return expected.filter(([, score]) => score >= from && score < to).length
    })
    expect(bars.length).toBeGreaterThan(5)
    expect(bars.map(({ value }) => value)).toEqual(counts)
  })
})

describe('more rows than the in-process engine takes', () => {
  test('are refused at once, and what to do is said', async () => {
    const engine = await openEngine({ engine: 'embedded', env: {} })
    try {
      const piece = 'ada,1\n'.repeat(1000)
      const played = await playFile(
        engine,
        Array.from({ length: 101 }, () => piece),
      )
      expect(played.error).toMatchObject({
        name: 'CapabilityError',
        message: expect.stringContaining('scores.csv has more than 100,000 rows'),
        hint: expect.stringMatching(/redis-server.*redis-patterns engine install.*--engine server/),
      })
      expect(played.keysLeft).toEqual([])
    } finally {
      await engine.close()
    }
  })
})
