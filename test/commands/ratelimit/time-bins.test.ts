import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TimeBins } from '../../../src/commands/ratelimit/time-bins.js'

test('bins are as short as asked for while there are few of them', () => {
  const bins = new TimeBins(['a', 'b'], 1000)
  for (const time of [5500, 7200, 5900]) bins.add('a', time)
  bins.add('b', 6000)
  expect([bins.each, bins.values('a'), bins.values('b')]).toEqual([1000, [2, 0, 1], [0, 1, 0]])
})

test('bins grow when there would be more than 40, and nothing is lost', () => {
  const bins = new TimeBins(['a'], 1000)
  for (let second = 0; second < 3600; second++) bins.add('a', second * 1000)
  expect([bins.each, bins.values('a')]).toEqual([300_000, Array(12).fill(300)])
})

test('an earlier time than the first makes room for itself', () => {
  const bins = new TimeBins(['a'], 1000)
  bins.add('a', 10_000)
  bins.add('a', 8000)
  expect(bins.values('a')).toEqual([1, 0, 1])
})

test('without times there are no bins', () => {
  expect(new TimeBins(['a'], 1000).values('a')).toEqual([])
})

test('the order in which times come makes no difference, and each is counted once', () => {
  const time = fc.integer({ min: 0, max: 4_000_000_000_000 })
  fc.assert(
    fc.property(fc.array(time, { minLength: 1 }), (times) => {
      const [one, other] = [new TimeBins(['a'], 10), new TimeBins(['a'], 10)]
      for (const each of times) one.add('a', each)
      for (const each of times.toReversed()) other.add('a', each)
      expect(one.values('a')).toEqual(other.values('a'))
      expect(one.values('a').reduce((sum, count) => sum + count, 0)).toBe(times.length)
      const earliest = Math.floor(Math.min(...times) / one.each)
      const tallest = times.filter((each) => Math.floor(each / one.each) === earliest).length
      expect(one.values('a')[0]).toBe(tallest)
    }),
  )
})
