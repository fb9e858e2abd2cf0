import { NaiveReliableQueue } from '../../../patterns/queue/naive.js'
import { crashAfter } from '../../../scenario/crash.js'
import type { QueueStage } from '../params.js'
import { Bank, openNaive, openQueue, PAYMENT, type Payment, queueKey } from '../payments.js'
import { ask, DIES_AFTER_MS, type Story } from './story.js'

/** Takes the job with RPOP. */
export async function dieWithPop(stage: QueueStage): Promise<Story> {
  const bank = new Bank(stage, 'pop')
  const open = (actor: string) => openNaive(stage, actor, 'pop')
  const [app, one, two] = [await open('app'), await open('worker-1'), await open('worker-2')]
  await app.add(PAYMENT)
  await killed(stage, (work) => one.poll(work), bank)
  const tries = await ask(stage, async () => (await two.poll(() => {})) !== 'empty')
  const kept = await length(stage, app.key)
  return { tries, charged: await charges(stage, bank), kept, keys: [app.key, bank.charges] }
}

/** Moves the job to a list of jobs in progress. */
export async function dieWithList(stage: QueueStage): Promise<Story> {
  const bank = new Bank(stage, 'list')
  const open = async (actor: string) =>
    new NaiveReliableQueue<Payment>(await stage.actor(actor), { prefix: stage.namespace, name: 'list' })
  const [app, one, two] = [await open('app'), await open('worker-1'), await open('worker-2')]
  await app.add(PAYMENT)
  await killed(stage, (work) => one.poll(work), bank)
  const tries = await ask(stage, async () => (await two.poll(() => {})) !== 'empty')
  const kept = (await length(stage, app.key)) + (await length(stage, app.processingKey))
  const keys = [app.key, app.processingKey, bank.charges]
  return { tries, charged: await charges(stage, bank), kept, keys }
}

/** Leases the job. */
export async function dieWithLease(stage: QueueStage): Promise<Story> {
  const name = 'leased'
  const bank = new Bank(stage, name)
  const open = (actor: string) => openQueue(stage, actor, { name })
  const [app, one, two] = [await open('app'), await open('worker-1'), await open('worker-2')]
  await app.add(PAYMENT, { id: PAYMENT.order })
  await killed(stage, async (work) => work((await one.take(1))[0]?.payload ?? PAYMENT), bank)
  const tries = await ask(stage, async () => {
    const [job] = await two.take(1)
    if (job === undefined) return false
    await bank.charge(await stage.actor('worker-2'), job.payload)
    return (await two.ack(job)) === 'done'
  })
  const { waiting, active } = await app.stats()
  const keys = [queueKey(stage, name, 'active'), bank.charges]
  return { tries, charged: await charges(stage, bank), kept: waiting + active, keys }
}

/** worker-1 takes the job with its one command, works for a while, and is killed before it charges the card. */
async function killed(
  stage: QueueStage,
  take: (work: (payment: Payment) => Promise<void>) => Promise<unknown>,
  bank: Bank,
): Promise<void> {
  await crashAfter(1, await stage.actor('worker-1'), (redis) =>
    take(async (payment) => {
      await stage.clock.advance(DIES_AFTER_MS)
      await bank.charge(redis, payment)
    }),
  )
}

async function length(stage: QueueStage, list: string): Promise<number> {
  return (await stage.actor('audit')).llen(list)
}

async function charges(stage: QueueStage, bank: Bank): Promise<number> {
  return (await bank.charged(await stage.actor('audit'))).length
}
