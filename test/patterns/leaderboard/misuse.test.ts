import { describe, expect, it } from 'vitest'
import { Leaderboard } from '../../../src/patterns/leaderboard/index.js'
import { onAnyServer } from '../support/servers.js'

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
