import { crashAfter } from '../../../scenario/crash.js'
import type { Event, TableEvent } from '../../../scenario/event.js'
import type { QueueStage } from '../params.js'
import { Bank, openQueue, PAYMENT } from '../payments.js'

/** What one job did, whose first worker died after the work. */
interface Effects {
  runs: number
  booked: number
  charged: number
}

/** At least once: a job is done again when its worker died between the work and the acknowledgement. */
export async function* twice(stage: QueueStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `No queue can end this one: worker-1 charges the card and is killed before it says so. The job comes again, and the handler runs twice. So the effect must depend on the id. RPUSH books ${PAYMENT.order} each time; HSETNX with the id as its field, only once.`,
  }
  const bank = new Bank(stage, 'twice')
  const effects = await dieAfterTheWork(stage, bank)
  yield effectTable(effects)
  yield await stage.state('what the bank has', [bank.statement, bank.charges])
  yield {
    type: 'verdict',
    id: 'crash.twice',
    claim: 'the job is done twice, and books twice without a key',
    holds: effects.runs === 2 && effects.booked === 2,
    detail: `${effects.runs} runs, ${effects.booked} bookings`,
  }
  yield {
    type: 'verdict',
    id: 'crash.once',
    claim: 'keyed by the id, the card is charged once',
    holds: effects.charged === 1,
    detail: `${effects.charged} charge for ${PAYMENT.order}`,
  }
}

async function dieAfterTheWork(stage: QueueStage, bank: Bank): Promise<Effects> {
  const open = (actor: string) => openQueue(stage, actor, { name: 'twice' })
  const [app, one, two] = [await open('app'), await open('worker-1'), await open('worker-2')]
  let runs = 0
  const work = async (actor: string, queue: typeof one) => {
    const redis = await stage.actor(actor)
    for (const job of await queue.take(1)) {
      runs++
      await bank.book(redis, job.payload)
      await bank.charge(redis, job.payload)
      await queue.ack(job)
    }
  }
  await app.add(PAYMENT, { id: PAYMENT.order })
  // It takes the job, books and charges; the acknowledgement is never sent.
  await crashAfter(3, await stage.actor('worker-1'), () => work('worker-1', one))
  await stage.clock.advance(stage.params.lease)
  await work('worker-2', two)
  const audit = await stage.actor('audit')
  return { runs, booked: (await bank.booked(audit)).length, charged: (await bank.charged(audit)).length }
}

function effectTable({ runs, booked, charged }: Effects): TableEvent {
  return {
    type: 'table',
    id: 'effects',
    title: 'killed after the work, before the acknowledgement',
    columns: [
      { label: '' },
      { label: 'no key', align: 'right' },
      { label: 'keyed by the id', align: 'right' },
    ],
    rows: [
      ['the handler ran', runs, runs],
      [
        `${PAYMENT.customer} was charged`,
        { value: booked, mark: booked === 1 ? 'good' : 'bad' },
        { value: charged, mark: charged === 1 ? 'good' : 'bad' },
      ],
    ],
  }
}
