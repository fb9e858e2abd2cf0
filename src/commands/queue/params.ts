import type { Scenario, Stage } from '../../scenario/define.js'
import { duration, int, type ParamValues } from '../../scenario/params.js'

/** The knobs of `redis-patterns queue`: the only definition of its flags. */
export const queueParams = {
  lease: duration({
    default: 30_000,
    min: 5_000,
    max: 3_600_000,
    help: "how long a taken job is its worker's own",
  }),
  poll: duration({ default: 200, min: 100, max: 10_000, help: 'how often the naive worker looks for a job' }),
  attempts: int({ default: 4, min: 1, max: 8, help: 'how often a job may be tried' }),
  backoff: duration({
    default: 1_000,
    min: 100,
    max: 60_000,
    help: 'the wait after the first failure; doubled after each',
  }),
  delay: duration({ default: 60_000, min: 3_000, max: 86_400_000, help: 'how much later a job is due' }),
  jobs: int({ default: 12, min: 2, max: 200, help: 'jobs in the queue' }),
  workers: int({ default: 3, min: 2, max: 50, help: 'workers that share it' }),
  crashRate: int({
    default: 25,
    min: 1,
    max: 100,
    help: 'of 100 first attempts, how many kill their worker',
  }),
}

export type QueueParams = typeof queueParams
export type QueueScenario = Scenario<QueueParams>
export type QueueStage = Stage<ParamValues<QueueParams>>
