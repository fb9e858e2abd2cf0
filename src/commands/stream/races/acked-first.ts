import { setTimeout as sleep } from 'node:timers/promises'
import { defineRace } from '../../../race/define.js'
import { neverLost, noWorkYet, type Work } from '../../../race/invariants.js'
import type { StreamUnderTest } from '../../../race/under-test/stream.js'
import { GROUP, IDLE_MS, naiveStream, safeStream } from './shared.js'

export const ackedFirst = defineRace<StreamUnderTest, Work>({
  name: 'acked-first',
  title: 'Confirm before the work',
  summary:
    'The same workers, and one of them may die. The naive worker confirms the event and then does it. When it dies between the two, the event is pending for nobody, and so nobody does it.',
  clients: 2,
  mostClients: 3,
  faults: { deaths: 1 },
  world: noWorkYet,
  async setUp({ api }) {
    await api.createGroup()
    await api.append('mail-1')
  },
  async client({ api, act, client }, world) {
    if (client > 1) await sleep(IDLE_MS)
    await api.work((event) => act('the mail server', `sends ${event}`, () => void (world.done += 1)))
  },
  invariants: [neverLost('event')],
  naive: naiveStream('XACK, then the work', (stream, { consumer }, handle) =>
    stream.workAckedFirst(GROUP, consumer, handle),
  ),
  safe: safeStream,
})
