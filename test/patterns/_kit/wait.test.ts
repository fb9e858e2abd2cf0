import { describe, expect, it } from 'vitest'
import { sleep, untilAborted } from '../../../src/patterns/_kit/wait.js'

const reason = new Error('enough')

describe('sleep', () => {
  it('ends after its time', async () => {
    await expect(sleep(1)).resolves.toBeUndefined()
  })

  it("throws the signal's reason at once when it aborts", async () => {
    const stop = new AbortController()
    const asleep = sleep(3_600_000, stop.signal)
    stop.abort(reason)
    await expect(asleep).rejects.toBe(reason)
  })

  it('does not begin when the signal has aborted before', async () => {
    await expect(sleep(3_600_000, AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})

describe('untilAborted', () => {
  const never = new Promise<never>(() => {})

  it('gives what the promise gives', async () => {
    await expect(untilAborted(Promise.resolve(5), new AbortController().signal)).resolves.toBe(5)
    await expect(untilAborted(Promise.resolve(5))).resolves.toBe(5)
    await expect(untilAborted(Promise.reject(reason), new AbortController().signal)).rejects.toBe(reason)
  })

  it("throws the signal's reason, before or meanwhile", async () => {
    await expect(untilAborted(never, AbortSignal.abort(reason))).rejects.toBe(reason)
    const stop = new AbortController()
    const waiting = untilAborted(never, stop.signal)
    stop.abort(reason)
    await expect(waiting).rejects.toBe(reason)
  })
})
