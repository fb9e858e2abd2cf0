import { setTimeout as sleep } from 'node:timers/promises'
import { type LeasedJob, Queue } from '../../../patterns/queue/index.js'
import type { Me, Version } from '../../../race/define.js'
import type { Work } from '../../../race/invariants.js'
import type { QueueUnderTest } from '../../../race/under-test/queue.js'

export const LEASE_MS = 10_000

type Job = { id: string }
type Leased = LeasedJob<unknown>

/** The library's own queue. */
export const safeQueue: Version<QueueUnderTest> = {
  title: 'Queue of redis-patterns',
  make(redis, { prefix, ids, now }) {
    const queue = new Queue(redis, { name: 'mails', prefix, leaseMs: LEASE_MS, ids, now })
    return {
      add: (id) => queue.add(null, { id }),
      take: async () => (await queue.take(1))[0] ?? null,
      ack: (job: Leased) => queue.ack(job),
      giveBack: (job: Leased) => queue.giveBack(job),
    }
  },
}

/** Takes one job and does it. Who finds none looks once more when the lease of another would have run out. */
export async function workOff({ api, says }: Me<QueueUnderTest>, work: (job: Job) => unknown): Promise<void> {
  const job = (await api.take()) ?? (await sleep(LEASE_MS).then(() => api.take()))
  if (job === null) return says('finds nothing')
  await work(job)
  await api.ack(job)
}

/** Every worker sends the mail if it gets the job. */
export function sendMail(me: Me<QueueUnderTest>, world: Work): Promise<void> {
  return workOff(me, ({ id }) => me.act('the mail server', `sends ${id}`, () => void (world.done += 1)))
}

/** Who has a job whose lease has not run out, as far as the workers know. */
export interface Holders {
  /** Until when, for each worker, in ms; 0: it has none. */
  untilMs: number[]
}

export function noHolders(clients: number): Holders {
  return { untilMs: Array.from({ length: clients }, () => 0) }
}

/** Takes the one job that there is, and is its holder: for a lease from when it asked, since the answer may come late. */
export async function takeAndHold(
  { api, says, now, client }: Me<QueueUnderTest>,
  { untilMs }: Holders,
): Promise<Job | null> {
  const askedAtMs = now()
  const job = await api.take()
  if (job !== null) untilMs[client - 1] = askedAtMs + LEASE_MS
  says(job === null ? 'finds nothing' : `has ${job.id}`)
  return job
}

/** Several have the same job, and no lease has run out. */
export const oneHolder = {
  claim: 'at most one worker has the job',
  broken({ world, now }: { world: Holders; now: () => number }): string | undefined {
    const holders = world.untilMs.flatMap((until, index) => (until > now() ? [`client-${index + 1}`] : []))
    return holders.length > 1 ? `${holders.join(' and ')} have the job at the same time` : undefined
  },
}
