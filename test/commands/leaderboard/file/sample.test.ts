import { describe, expect, test } from 'vitest'
import { NameSample } from '../../../../src/commands/leaderboard/file/sample.js'

describe('a sample of names', () => {
  test('of few names is all of them, with the score that the rule makes of their rows', () => {
    const sample = new NameSample(Math.max)
    for (const [name, score] of [
      ['ada', 1],
      ['bob', 5],
      ['ada', 3],
      ['ada', 2],
    ] as const)
      sample.see(name, score)
    expect([...sample.scores]).toEqual([
      ['ada', 3],
      ['bob', 5],
    ])
    expect(sample.share).toBe(1)
  })

  test('of many names stays small, and each of its scores is complete', () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => ({
      name: `player:${index % 50_000}`,
      score: index,
    }))
    const sums = new Map<string, number>()
    const sample = new NameSample((old, next) => old + next)
    for (const { name, score } of rows) {
      sums.set(name, (sums.get(name) ?? 0) + score)
      sample.see(name, score)
    }
    expect(sample.scores.size).toBeLessThanOrEqual(1000)
    expect(sample.scores.size).toBeGreaterThan(250)
    for (const [name, score] of sample.scores) expect(score).toBe(sums.get(name))
  })

  test.each([
    ['numbered names', (index: number) => `player:${index}`],
    ['names that end alike', (index: number) => `${index}@example.com`],
    ['numbers', (index: number) => String(index * 1024)],
    ['short names', (index: number) => index.toString(36)],
  ])('tells how many %s there are, within 5 standard errors', (_, nameOf) => {
    const sample = new NameSample(Math.max)
    for (let index = 0; index < 300_000; index++) sample.see(nameOf(index), index)
    const estimate = sample.scores.size * sample.share
    expect(Math.abs(estimate / 300_000 - 1)).toBeLessThan(5 / Math.sqrt(sample.scores.size))
  })
})
