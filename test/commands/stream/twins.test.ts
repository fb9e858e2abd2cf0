import { afterEach, expect, test, vi } from 'vitest'
import * as crews from '../../../src/commands/stream/crews.js'
import * as hands from '../../../src/commands/stream/hands.js'
import * as orders from '../../../src/commands/stream/orders.js'
import * as poisoned from '../../../src/commands/stream/poisoned.js'
import * as readers from '../../../src/commands/stream/readers.js'
import { onEachEngine } from '../../support/engines.js'
import { play } from './play.js'

vi.mock('../../../src/commands/stream/crews.js', { spy: true })
vi.mock('../../../src/commands/stream/hands.js', { spy: true })
vi.mock('../../../src/commands/stream/orders.js', { spy: true })
vi.mock('../../../src/commands/stream/poisoned.js', { spy: true })
vi.mock('../../../src/commands/stream/readers.js', { spy: true })
afterEach(() => vi.resetAllMocks())

onEachEngine((engine) => {
  test('stream tail fails when the safe reader reads from $, too', async () => {
    vi.mocked(readers.safeReader).mockImplementation(readers.naiveReader)
    expect((await play(engine(), 'tail')).failed).toEqual(['tail.safe'])
  })

  test('stream group fails when each member reads by itself', async () => {
    vi.mocked(hands.groupHand).mockImplementation(hands.loneHand)
    expect((await play(engine(), 'group')).failed).toEqual(['group.once', 'group.lag'])
  })

  test('stream crash fails when nobody claims', async () => {
    vi.mocked(crews.safeCrew).mockImplementation(crews.naiveCrew)
    const failed = ['crash.claimed', 'crash.safe']
    expect((await play(engine(), 'crash')).failed).toEqual(failed)
  })

  test('stream crash fails when the library acknowledges first', async () => {
    vi.mocked(crews.safeCrew).mockImplementation(crews.ackFirstCrew)
    expect((await play(engine(), 'crash')).failed).toEqual(['crash.safe'])
  })

  test('stream poison fails when nothing becomes a dead letter', async () => {
    vi.mocked(poisoned.safeWork).mockImplementation(poisoned.naiveWork)
    const failed = ['poison.safe', 'poison.letter', 'poison.redrive']
    expect((await play(engine(), 'poison')).failed).toEqual(failed)
  })

  test('stream trim fails when nothing is trimmed', async () => {
    const { orderStream } = await vi.importActual<typeof orders>('../../../src/commands/stream/orders.js')
    vi.mocked(orders.orderStream).mockImplementation((stage, redis, name, options) =>
      orderStream(stage, redis, name, { ...options, trim: 'never' }),
    )
    const failed = ['trim.maxlen', 'trim.minid', 'trim.reader', 'trim.told']
    expect((await play(engine(), 'trim')).failed).toEqual(failed)
  })
})
