import { defineRace } from '../../../race/define.js'
import { neverLost, noWorkYet, type Work } from '../../../race/invariants.js'
import type { QueueUnderTest } from '../../../race/under-test/queue.js'
import { naiveList } from './naive-list.js'
import { safeQueue, sendMail } from './shared.js'

export const crash = defineRace<QueueUnderTest, Work>({
  name: 'crash',
  title: 'Die with a job in hand',
  summary:
    'There is one job: a mail to be sent. Two workers look for it, and look again after the time of a lease; one of them may die between two commands. The naive version takes the job off its list with RPOP: from then on it is nowhere but in the worker, and dies with it.',
  clients: 2,
  mostClients: 3,
  faults: { deaths: 1 },
  world: noWorkYet,
  setUp: async ({ api }) => void (await api.add('mail-1')),
  client: sendMail,
  invariants: [neverLost('job')],
  naive: naiveList,
  safe: safeQueue,
})
