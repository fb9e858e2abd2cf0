import { defineRace } from '../../../race/define.js'
import { neverLost, noWorkYet, type Work } from '../../../race/invariants.js'
import type { StreamUnderTest } from '../../../race/under-test/stream.js'
import { GROUP, naiveStream, oneEvent, safeStream, sendMailInTurn } from './shared.js'

export const deadWorker = defineRace<StreamUnderTest, Work>({
  name: 'dead-worker',
  title: 'Pending for a worker that is dead',
  summary:
    'There is one event, which stands for a mail to be sent. One worker looks for events at once, and others after the time in which an event counts as idle; one of them may die between two commands. The naive worker goes on with what is pending for itself, and then with what is new: what is pending for a dead one stays so for ever.',
  clients: 2,
  mostClients: 3,
  faults: { deaths: 1 },
  world: noWorkYet,
  setUp: oneEvent,
  client: sendMailInTurn,
  invariants: [neverLost('event')],
  naive: naiveStream('XREADGROUP, then XACK', (stream, { consumer }, handle) =>
    stream.work(GROUP, consumer, handle),
  ),
  safe: safeStream,
})
