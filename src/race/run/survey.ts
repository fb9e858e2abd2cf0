import { setTimeout as sleep } from 'node:timers/promises'
import type { Rng } from '../../scenario/define.js'
import type { ProgressEvent } from '../../scenario/event.js'
import type { Cast } from '../cast.js'
import { TooMany } from '../errors.js'
import { explore } from '../explore.js'
import { type BrokenOrder, brokenOrders, sum } from '../graph.js'
import type { Ground } from '../ground.js'
import { walk } from '../walk.js'
import type { RaceOptions } from './options.js'

/** What is known of the orders of one version. */
export interface Survey {
  /** How many there are; about so many when `isWhole` is false. */
  readonly orders: number
  /** How many of them are known to hold or to break. */
  readonly explored: number
  readonly isWhole: boolean
  /** Only orders in which clients have to wait so many times at most. */
  readonly bound: number | undefined
  /** How many of those break an invariant, by its claim. */
  readonly broken: ReadonlyMap<string, number>
  readonly brokenOrders: number
  readonly shortest: string | undefined
  /** How often the clients were run from the start. */
  readonly runs: number
  /** Every order that breaks; of those that chance chose, none. */
  all(): Iterable<BrokenOrder>
}

/** When there are too many orders for all, so many of them. */
const WALKS = 2_000
/** For whoever has set a limit to the runs, and has waited for that many already. */
const FEWER_WALKS = 500
const SHOW_EVERY_MS = 1_000

/** Explores all orders; or, when they are too many or chance was asked for, some. */
export async function* survey(
  cast: Cast,
  ground: Ground,
  { bound, random, mostRuns }: RaceOptions,
  rng: Rng,
): AsyncGenerator<ProgressEvent, Survey> {
  const label = cast.version.title
  if (random !== undefined)
    return yield* withProgress(label, (count) => chosen(cast, ground, rng, random, count))
  try {
    return yield* withProgress(label, (count) => whole(cast, ground, { bound, mostRuns }, count))
  } catch (error) {
    if (!(error instanceof TooMany)) throw error
    // Chance knows no bound.
    const walks = mostRuns === undefined ? WALKS : FEWER_WALKS
    return yield* withProgress(label, (count) => chosen(cast, ground, rng, walks, count))
  }
}

type Count = (runs: number) => void

async function whole(
  cast: Cast,
  ground: Ground,
  { bound, mostRuns }: Pick<RaceOptions, 'bound' | 'mostRuns'>,
  onProgress: Count,
): Promise<Survey> {
  const found = await explore(cast, ground, {
    ...(bound !== undefined && { bound }),
    ...(mostRuns !== undefined && { mostRuns }),
    onProgress,
  })
  return { ...found, explored: found.orders, isWhole: true, bound, all: () => brokenOrders(found.root) }
}

async function chosen(
  cast: Cast,
  ground: Ground,
  rng: Rng,
  times: number,
  onProgress: Count,
): Promise<Survey> {
  const found = await walk(cast, ground, rng, times, onProgress)
  return {
    ...found,
    isWhole: false,
    bound: undefined,
    brokenOrders: sum(found.broken.values()),
    runs: times,
    all: () => [],
  }
}

/** Says now and then how far it is. */
async function* withProgress<T>(
  label: string,
  work: (count: Count) => Promise<T>,
): AsyncGenerator<ProgressEvent, T> {
  let done = 0
  const working = work((runs) => (done = runs))
  const ended = working.then(
    () => true,
    () => true,
  )
  const pause = new AbortController()
  while (
    !(await Promise.race([ended, sleep(SHOW_EVERY_MS, false, { signal: pause.signal }).catch(() => true)]))
  ) {
    yield { type: 'progress', label, done, unit: 'runs' }
  }
  pause.abort()
  return await working
}
