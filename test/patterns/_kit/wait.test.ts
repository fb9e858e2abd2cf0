import { describe, expect, it } from 'vitest'
import { persist, sleep, untilAborted } from '../../../src/patterns/_kit/wait.js'

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

describe('persist', () => {
  it('tries until it works, and says what failed', async () => {
    const failures: unknown[] = []
    let attempts = 0
    const attempt = async () => {
      if (++attempts < 3) throw new Error(`attempt ${attempts}`)
      return attempts
    }
    expect(await persist(attempt, new AbortController().signal, (error) => failures.push(error))).toBe(3)
    expect(failures).toEqual([new Error('attempt 1'), new Error('attempt 2')])
  })

  it("throws the signal's reason, also while it waits, and then tries no more", async () => {
    const stop = new AbortController()
    let attempts = 0
    const attempt = async () => {
      attempts++
      throw new Error('no')
    }
    const trying = persist(attempt, stop.signal, () => queueMicrotask(() => stop.abort(reason)))
    await expect(trying).rejects.toBe(reason)
    await expect(persist(attempt, stop.signal)).rejects.toBe(reason)
    expect(attempts).toBe(1)
  })
})
