import { afterEach, expect, test, vi } from 'vitest'
import * as die from '../../../src/commands/queue/crash/die.js'
import * as follow from '../../../src/commands/queue/delayed/follow.js'
import * as block from '../../../src/commands/queue/idle/block.js'
import { poll } from '../../../src/commands/queue/idle/poll.js'
import * as payments from '../../../src/commands/queue/payments.js'
import * as slow from '../../../src/commands/queue/slow/runs.js'
import * as stops from '../../../src/commands/queue/stop/stops.js'
import * as desks from '../../../src/commands/queue/workers/desk.js'
import { Queue } from '../../../src/patterns/queue/index.js'
import { onEachEngine } from '../../support/engines.js'
import { play } from './play.js'

vi.mock('../../../src/commands/queue/crash/die.js', { spy: true })
vi.mock('../../../src/commands/queue/delayed/follow.js', { spy: true })
vi.mock('../../../src/commands/queue/idle/block.js', { spy: true })
vi.mock('../../../src/commands/queue/payments.js', { spy: true })
vi.mock('../../../src/commands/queue/slow/runs.js', { spy: true })
vi.mock('../../../src/commands/queue/stop/stops.js', { spy: true })
vi.mock('../../../src/commands/queue/workers/desk.js', { spy: true })
afterEach(() => {
  vi.resetAllMocks()
  vi.restoreAllMocks()
})

onEachEngine((engine) => {
  const failed = async (name: string) => (await play(engine(), name)).failed

  test('idle fails when the worker that waits polls', async () => {
    vi.mocked(block.block).mockImplementation(poll)
    expect(await failed('idle')).toEqual(['idle.wait'])
  })

  test('crash fails when the leased job is popped, or only moved', async () => {
    vi.mocked(die.dieWithLease).mockImplementation(die.dieWithPop)
    expect(await failed('crash')).toEqual(['crash.safe'])
    vi.mocked(die.dieWithLease).mockImplementation(die.dieWithList)
    expect(await failed('crash')).toEqual(['crash.safe'])
  })

  test('crash fails when the charge has no key', async () => {
    let charges = 0
    vi.spyOn(payments.Bank.prototype, 'charge').mockImplementation(async function (
      this: payments.Bank,
      redis,
      { amount },
    ) {
      await redis.hset(this.charges, String(++charges), amount)
    })
    expect(await failed('crash')).toEqual(['crash.once'])
  })

  test('slow fails when nobody renews', async () => {
    vi.mocked(slow.workRenewing).mockImplementation(slow.workSilently)
    expect(await failed('slow')).toEqual(['slow.safe'])
  })

  test('retries fails when the wait does not grow', async () => {
    const { openQueue } = await vi.importActual<typeof payments>('../../../src/commands/queue/payments.js')
    vi.mocked(payments.openQueue).mockImplementation((stage, actor, settings) =>
      openQueue(stage, actor, { ...settings, backoff: () => 500 }),
    )
    expect(await failed('retries')).toEqual(['retries.backoff'])
  })

  test('delayed fails when the delayed jobs are in timers', async () => {
    vi.mocked(follow.takeFromSet).mockImplementation((stage) => follow.withTimers(stage, 'timers'))
    expect(await failed('delayed')).toEqual(['delayed.safe'])
  })

  test('priorities fails when they are left out', async () => {
    const add = Queue.prototype.add
    vi.spyOn(Queue.prototype, 'add').mockImplementation(function (
      this: Queue,
      payload,
      { priority: _, ...options } = {},
    ) {
      return add.call(this, payload, options)
    })
    expect(await failed('priorities')).toEqual(['priorities.safe', 'priorities.starving'])
  })

  test('workers fails when the safe ones pop', async () => {
    vi.mocked(desks.safeDesk).mockImplementation(desks.naiveDesk)
    expect(await failed('workers')).toEqual(['workers.safe'])
  })

  test('stop fails when the process just ends', async () => {
    vi.mocked(stops.close).mockImplementation(stops.end)
    vi.mocked(stops.closeNow).mockImplementation(async (stage, name) => ({
      ...(await stops.end(stage, name)),
      reason: 'none',
    }))
    expect(await failed('stop')).toEqual(['stop.finished', 'stop.returned'])
  })

  test('stop fails when nobody heeds the pause', async () => {
    vi.spyOn(Queue.prototype, 'pause').mockResolvedValue()
    expect(await failed('stop')).toEqual(['stop.paused'])
  })

  test('basics fails when the app gives no id', async () => {
    const add = Queue.prototype.add
    vi.spyOn(Queue.prototype, 'add').mockImplementation(function (this: Queue, payload) {
      return add.call(this, payload)
    })
    expect(await failed('basics')).toEqual(['basics.key', 'basics.lease', 'basics.done'])
  })
})
