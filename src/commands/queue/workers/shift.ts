import type { QueueStage } from '../params.js'
import type { Desk } from './desk.js'
import { Floor } from './floor.js'
import type { Load } from './load.js'

/** What came of one shift of all workers. */
export interface Shift {
  /** Orders that are booked. */
  done: number
  /** Orders that are booked more than once. */
  twice: number
  /** Orders that are neither booked nor in the queue. */
  lost: number
  left: number
  crashes: number
  /** Until the last one was done. */
  tookMs: number
  /** How many jobs each worker did. */
  shares: { worker: string; jobs: number }[]
}

/** Lets workers share a load until nothing comes any more. */
export async function workShift(
  stage: QueueStage,
  desk: Desk,
  load: Load,
  count: number = stage.params.workers,
): Promise<Shift> {
  await desk.fill(load.payments)
  const floor = new Floor(stage, desk, load, count)
  await floor.work()
  const booked = await desk.bank.booked(await stage.actor('audit'))
  const done = new Set(booked).size
  const left = await desk.left()
  return {
    done,
    twice: booked.length - done,
    lost: load.payments.length - done - left,
    left,
    ...floor.report(),
  }
}
