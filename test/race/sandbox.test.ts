/* oxlint-disable no-restricted-globals, no-restricted-imports -- these timers run on a virtual clock */
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inside, openSandbox, outside } from '../../src/race/sandbox/index.js'
import { Surroundings } from '../../src/race/sandbox/surroundings.js'

describe('the sandbox', () => {
  let close: () => void
  let nowMs = 1_000
  let here: Surroundings
  beforeEach(() => {
    close = openSandbox()
    nowMs = 1_000
    here = new Surroundings(() => nowMs, 1)
  })
  afterEach(() => close())

  const pass = (ms: number) => {
    nowMs += ms
    here.timers.fire()
    return turn()
  }

  it('shows its own clock to code inside, and to what follows from it', async () => {
    const seen = await inside(here, async () => {
      await turn()
      return [Date.now(), performance.now(), outside(() => Date.now())]
    })
    expect(seen.slice(0, 2)).toEqual([1_000, 1_000])
    expect(seen[2]).toBeGreaterThan(1_000_000_000_000)
    expect(Date.now()).toBeGreaterThan(1_000_000_000_000)
  })

  it.each<[what: string, wait: () => Promise<unknown>]>([
    ['setTimeout', () => new Promise((resolve) => setTimeout(resolve, 60_000))],
    ['setTimeout of node:timers/promises', () => delay(60_000)],
    ['the promise of setTimeout', () => promisify(setTimeout)(60_000)],
    [
      'AbortSignal.timeout',
      () => new Promise((resolve) => AbortSignal.timeout(60_000).addEventListener('abort', resolve)),
    ],
  ])('lets %s wait for its clock', async (_what, wait) => {
    let isOver = false
    void inside(here, wait).then(() => (isOver = true))
    await pass(59_999)
    expect(isOver).toBe(false)
    await pass(1)
    expect(isOver).toBe(true)
  })

  it('fires an interval once, however long it was asleep', async () => {
    let ticks = 0
    const timer = inside(here, () => setInterval(() => ticks++, 10))
    await pass(1_000)
    await pass(10)
    expect(ticks).toBe(2)
    clearInterval(timer)
    await pass(1_000)
    expect(ticks).toBe(2)
  })

  it('fires no timer that was cleared, and stops a wait that was aborted', async () => {
    const fired: string[] = []
    const stop = new AbortController()
    inside(here, () => {
      clearTimeout(setTimeout(() => fired.push('cleared'), 10))
      delay(10, undefined, { signal: stop.signal }).catch((error: Error) => fired.push(error.name))
    })
    stop.abort()
    await pass(10)
    expect(fired).toEqual(['AbortError'])
  })

  it('says when the first timer is due that somebody waits for', () => {
    inside(here, () => {
      setTimeout(() => {}, 500)
      setTimeout(() => {}, 100).unref()
    })
    expect(here.timers.nextMs).toBe(1_500)
  })

  it('knows that code inside waits for the event loop', async () => {
    const waiting = inside(here, () => turn('done'))
    expect(here.busy).toBe(true)
    expect(await waiting).toBe('done')
    expect(here.busy).toBe(false)
  })

  it('gives the same chance each time', () => {
    const drawn = () =>
      inside(new Surroundings(() => 0, 7), () => [
        Math.random(),
        randomUUID(),
        randomBytes(8).toString('hex'),
        randomInt(1_000_000),
        crypto.randomUUID(),
        crypto.getRandomValues(new Uint8Array(4)).join(),
      ])
    expect(drawn()).toEqual(drawn())
    expect(drawn()[1]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
    expect([Math.random(), randomUUID(), crypto.randomUUID()]).not.toEqual([
      Math.random(),
      randomUUID(),
      crypto.randomUUID(),
    ])
  })

  it('leaves everything as it was', () => {
    const during = [Date.now, setTimeout, Math.random, crypto.randomUUID]
    close()
    expect([Date.now, setTimeout, Math.random, crypto.randomUUID].some((each) => during.includes(each))).toBe(
      false,
    )
  })
})
