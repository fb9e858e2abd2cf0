import type { Cell, Event, TableEvent } from '../../scenario/event.js'
import { counted } from '../../scenario/text.js'
import type { QueueScenario, QueueStage } from './params.js'
import { openNaive, openQueue, type Payment, payments } from './payments.js'

const URGENT: Payment = { order: 'urgent', customer: 'hedy', amount: 90 }
const PRIORITY = 10

export const priorities: QueueScenario = {
  name: 'priorities',
  title: 'Priorities: the urgent one comes first',
  summary: 'Many jobs wait when an urgent one is added. A list serves it last, the queue first.',
  uses: ['jobs'],
  next: [
    { command: 'redis-patterns queue priorities --jobs 100', why: 'a longer list before the urgent job' },
    { command: 'redis-patterns queue workers', why: 'many workers share the jobs' },
  ],
  run: playPriorities,
}

async function* playPriorities(stage: QueueStage): AsyncGenerator<Event, void, void> {
  const { jobs } = stage.params
  yield {
    type: 'note',
    text: `${jobs} payments wait in a list when an urgent one comes. A list has two ends and no priorities, so the urgent job is done after all of them.`,
  }
  const naive = await serveFromList(stage)
  yield orderTable('list', { list: naive })
  yield {
    type: 'verdict',
    id: 'priorities.naive',
    claim: 'a list serves the urgent job last',
    holds: place(naive) === jobs + 1,
    detail: `served as number ${place(naive)} of ${naive.length}`,
  }

  yield {
    type: 'note',
    text: `The same load. Those who wait are a sorted set here: the score is (1000 − priority) × 2^42 plus a number that counts up. With priority ${PRIORITY} the urgent job has the lowest score and comes first; equal priorities keep their order.`,
  }
  const safe = await serveByPriority(stage)
  yield orderTable('order', { list: naive, priority: safe })
  yield {
    type: 'verdict',
    id: 'priorities.safe',
    claim: 'the urgent job is first, the others keep their order',
    holds: place(safe) === 1 && safe.slice(1).join() === naive.slice(0, -1).join(),
    detail: `served as number ${place(safe)} of ${safe.length}`,
  }
  yield* starve(stage)
}

async function* starve(stage: QueueStage): AsyncGenerator<Event, void, void> {
  const { jobs } = stage.params
  yield {
    type: 'note',
    text: `What priorities cannot do: be fair. One job of priority 0 waits, and a worker serves one job a second. Each second, for ${jobs} seconds, another urgent one comes just before. The first one is still there.`,
  }
  const app = await openQueue(stage, 'app', { name: 'starving' })
  const worker = await openQueue(stage, 'worker-1', { name: 'starving' })
  const [patient] = payments(1) as [Payment]
  await app.add(patient, { id: patient.order })
  const served: string[] = []
  for (let second = 1; second <= jobs; second++) {
    await app.add(URGENT, { id: `urgent-${second}`, priority: PRIORITY })
    served.push(...(await serveOne(worker)))
    await stage.clock.advance(1_000)
  }
  const { waiting } = await app.stats()
  const servedPatient = served.filter((id) => id === patient.order).length
  yield {
    type: 'table',
    id: 'starving',
    title: `after ${jobs} seconds`,
    columns: [{ label: 'job' }, { label: 'added', align: 'right' }, { label: 'served', align: 'right' }],
    rows: [
      ['urgent', jobs, served.filter((id) => id !== patient.order).length],
      [patient.order, 1, { value: servedPatient, mark: servedPatient === 0 ? 'bad' : 'good' }],
    ],
  }
  yield {
    type: 'verdict',
    id: 'priorities.starving',
    claim: 'a steady flow of urgent jobs starves the others',
    holds: waiting === 1 && servedPatient === 0,
    detail: `${served.length} urgent jobs served, ${patient.order} still waits`,
  }
}

async function serveFromList(stage: QueueStage): Promise<string[]> {
  const app = await openNaive(stage, 'app', 'list')
  const worker = await openNaive(stage, 'worker-1', 'list')
  for (const payment of [...payments(stage.params.jobs), URGENT]) await app.add(payment)
  const served: string[] = []
  while ((await worker.poll(({ order }) => served.push(order))) === 'done');
  return served
}

async function serveByPriority(stage: QueueStage): Promise<string[]> {
  const app = await openQueue(stage, 'app', { name: 'priorities' })
  const worker = await openQueue(stage, 'worker-1', { name: 'priorities' })
  await app.addMany(payments(stage.params.jobs).map((payload) => ({ payload, id: payload.order })))
  await app.add(URGENT, { id: URGENT.order, priority: PRIORITY })
  const served: string[] = []
  for (let ids = await serveOne(worker); ids.length > 0; ids = await serveOne(worker)) served.push(...ids)
  return served
}

async function serveOne(worker: Awaited<ReturnType<typeof openQueue>>): Promise<string[]> {
  const jobs = await worker.take(1)
  for (const job of jobs) await worker.ack(job)
  return jobs.map(({ id }) => id)
}

function place(served: readonly string[]): number {
  return served.indexOf(URGENT.order) + 1
}

/** The first three served and the last, one column for each version. */
function orderTable(id: string, versions: Readonly<Record<string, readonly string[]>>): TableEvent {
  const all = Object.values(versions)
  const last = all[0]?.length ?? 0
  const cell = (served: readonly string[], as: number): Cell => {
    const order = served[as - 1] ?? null
    return order === URGENT.order ? { value: order, mark: as === 1 ? 'good' : 'bad' } : order
  }
  return {
    type: 'table',
    id,
    title: `who is served when, of ${counted(last, 'job')}`,
    columns: [{ label: 'served as', align: 'right' }, ...Object.keys(versions).map((label) => ({ label }))],
    rows: [...new Set([1, 2, 3, last])].map((as) => [as, ...all.map((served) => cell(served, as))]),
  }
}
