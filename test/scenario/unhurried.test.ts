import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Event } from '../../src/scenario/event.js'
import { unhurried } from '../../src/scenario/unhurried.js'

const NOTE: Event = { type: 'note', text: 'read this' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function audience() {
  const said: string[] = []
  const hold = async (agoMs: number) => {
    said.push(`held, as it was ${agoMs} ms ago`)
    return async () => void said.push('goes on')
  }
  return { said, hold }
}

test('nothing is held for somebody who goes on at once', async () => {
  const { said, hold } = audience()
  for await (const event of unhurried(NOTE, hold)) expect(event).toBe(NOTE)
  await vi.runAllTimersAsync()
  expect(said).toEqual([])
})

test('expiry is held while somebody reads, and goes on before the run does', async () => {
  const { said, hold } = audience()
  const events = unhurried(NOTE, hold)
  await events.next()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(said).toEqual(['held, as it was 200 ms ago'])
  expect(await events.next()).toMatchObject({ done: true })
  expect(said).toEqual(['held, as it was 200 ms ago', 'goes on'])
})

test('a run that is stopped while somebody reads does not fail because of it', async () => {
  const events = unhurried(NOTE, () => Promise.reject(new Error('the connection is closed')))
  await events.next()
  await vi.advanceTimersByTimeAsync(60_000)
  await expect(events.return()).resolves.toMatchObject({ done: true })
})
