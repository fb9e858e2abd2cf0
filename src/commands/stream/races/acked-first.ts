import { defineRace } from '../../../race/define.js'
import { neverLost, noWorkYet, type Work } from '../../../race/invariants.js'
import type { StreamUnderTest } from '../../../race/under-test/stream.js'
import { GROUP, naiveStream, oneEvent, safeStream, sendMailInTurn } from './shared.js'

export const ackedFirst = defineRace<StreamUnderTest, Work>({
  name: 'acked-first',
  title: 'Confirm before the work',
  summary:
    'The same workers, and one of them may die. The naive worker confirms the event and then does it. When it dies between the two, the event is pending for nobody, and so nobody does it.',
  clients: 2,
  mostClients: 3,
  faults: { deaths: 1 },
  world: noWorkYet,
  setUp: oneEvent,
  client: sendMailInTurn,
  invariants: [
    neverLost('event'),
    {
      claim: 'what is done is not done again while nobody dies',
      broken: ({ world: { done }, clients }) =>
        done > 1 && !clients.includes('dead')
          ? `the event was done ${done} times, and nobody died`
          : undefined,
    },
  ],
  naive: naiveStream('XACK, then the work', (stream, { consumer }, handle) =>
    stream.workAckedFirst(GROUP, consumer, handle),
  ),
  safe: safeStream,
})
