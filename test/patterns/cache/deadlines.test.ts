import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Deadlines } from '../../../src/patterns/cache/deadlines.js'
import { Sightings } from '../../../src/patterns/cache/sightings.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a time limit is missed after its time, or up to a quarter later', () => {
  const missed: string[] = []
  const deadlines = new Deadlines<string>(100, (item) => missed.push(item))
  deadlines.begin('first')
  vi.advanceTimersByTime(60)
  deadlines.begin('second')
  vi.advanceTimersByTime(40)
  expect(missed).toEqual([])
  vi.advanceTimersByTime(25)
  expect(missed).toEqual(['first'])
  vi.advanceTimersByTime(60)
  expect(missed).toEqual(['first', 'second'])
})

it('a time limit that was ended is not missed, and one that was missed cannot be ended', () => {
  const missed: string[] = []
  const deadlines = new Deadlines<string>(100, (item) => missed.push(item))
  const [first, second, third] = ['first', 'second', 'third'].map((item) => deadlines.begin(item))
  expect(deadlines.end(second!)).toBe(true)
  vi.advanceTimersByTime(200)
  expect(missed).toEqual(['first', 'third'])
  expect([first, second, third].map((each) => deadlines.end(each!))).toEqual([false, false, false])
})

it('no timer runs while no time limit does', () => {
  const deadlines = new Deadlines<string>(100, () => {})
  deadlines.end(deadlines.begin('short'))
  vi.advanceTimersByTime(25)
  expect(vi.getTimerCount()).toBe(0)
  deadlines.begin('next')
  expect(vi.getTimerCount()).toBe(1)
})

it('sightings are kept for the last ten thousand keys at least, and for twice that at most', () => {
  const sightings = new Sightings(() => 0)
  for (let key = 0; key < 30_000; key++) sightings.note(String(key), 1)
  expect(sightings.freshMs('29999')).toBe(1)
  expect(sightings.freshMs('20000')).toBe(1)
  expect(sightings.freshMs('9999')).toBe(0)
})
