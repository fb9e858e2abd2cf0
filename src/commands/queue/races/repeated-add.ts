import { defineRace } from '../../../race/define.js'
import { neverTwice, noWorkYet, type Work } from '../../../race/invariants.js'
import type { QueueUnderTest } from '../../../race/under-test/queue.js'
import { naiveList } from './naive-list.js'
import { safeQueue } from './shared.js'

/** Whoever gets no answer asks once more. */
function persistently<T>(ask: () => Promise<T>): Promise<T> {
  return ask().catch(ask)
}

export const repeatedAdd = defineRace<QueueUnderTest, Work>({
  name: 'repeated-add',
  title: 'Add again when the answer was lost',
  summary:
    'One client adds a job, and the other does what it finds, in two looks. A reply may be lost: its command was carried out, but who sent it cannot know, and sends it again. The naive version does not recognize a job that it has already, so the mail is sent twice.',
  clients: 2,
  mostClients: 3,
  faults: { lostReplies: 1 },
  world: noWorkYet,
  async client({ api, act, client }, world) {
    if (client === 1) return void (await persistently(() => api.add('mail-1')))
    for (let look = 1; look <= 2; look++) {
      const job = await persistently(() => api.take())
      if (job === null) continue
      await act('the mail server', `sends ${job.id}`, () => void (world.done += 1))
      await persistently(() => api.ack(job))
    }
  },
  invariants: [neverTwice('job')],
  naive: naiveList,
  safe: safeQueue,
})
