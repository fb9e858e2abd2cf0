import { setTimeout as sleep } from 'node:timers/promises'
import { defineRace } from '../../../race/define.js'
import { neverLost, noWorkYet, type Work } from '../../../race/invariants.js'
import type { StreamUnderTest } from '../../../race/under-test/stream.js'
import { GROUP, IDLE_MS, naiveStream, safeStream } from './shared.js'

export const deadWorker = defineRace<StreamUnderTest, Work>({
  name: 'dead-worker',
  title: 'Pending for a worker that is dead',
  summary:
    'There is one event, which stands for a mail to be sent. One worker looks for events at once, and others after the time in which an event counts as idle; one of them may die between two commands. The naive worker goes on with what is pending for itself, and then with what is new: what is pending for a dead one stays so for ever.',
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
  naive: naiveStream('XREADGROUP, then XACK', (stream, { consumer }, handle) =>
    stream.work(GROUP, consumer, handle),
  ),
  safe: safeStream,
})
