import type { Event } from '../../../scenario/event.js'
import type { QueueStage } from '../params.js'
import { openQueue, type Payment, payments } from '../payments.js'
import { serveOne } from './serve.js'
import { PRIORITY, URGENT } from './urgent.js'

/** What priorities cost those that have none. */
export async function* starve(stage: QueueStage): AsyncGenerator<Event, void, void> {
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
    detail: `${served.length - servedPatient} urgent jobs served, ${waiting} job still waits`,
  }
}
