import { wholeNumber } from '../_kit/check.js'
import { timeArgument } from '../_kit/clock.js'
import type { ScriptArg } from '../_kit/script.js'
import type { Setup } from './options.js'
import { HIGHEST_PRIORITY } from './record.js'
import { addScript } from './scripts.js'
import type { Added, AddOptions, NewJob } from './types.js'

/** So many in one script that the server is not kept from others for long. */
const JOBS_AT_ONCE = 500
const ARGUMENTS_PER_JOB = 6

/** One EVALSHA for each 500 jobs, all sent at once; nothing for none. */
export async function addJobs<Payload>(
  setup: Setup<Payload>,
  jobs: readonly NewJob<Payload>[],
): Promise<Added[]> {
  const each: ScriptArg[] = []
  for (const { payload, ...options } of jobs) pushJob(setup, each, payload, options)
  const size = JOBS_AT_ONCE * ARGUMENTS_PER_JOB
  const calls: Promise<Added[]>[] = []
  for (let at = 0; at < each.length; at += size) calls.push(send(setup, each.slice(at, at + size)))
  return (await Promise.all(calls)).flat()
}

interface Caller {
  resolve(added: Added): void
  reject(error: unknown): void
}

/** Adds single jobs. Those of one moment share an EVALSHA, so that many callers at the same time cost little more than one. */
export class Adder<Payload> {
  readonly #setup: Setup<Payload>
  #each: ScriptArg[] = []
  #callers: Caller[] = []

  constructor(setup: Setup<Payload>) {
    this.#setup = setup
  }

  /** Rejects with a `TypeError` when the job is not what it should be; the others are added. */
  add(payload: Payload, options: AddOptions): Promise<Added> {
    return new Promise((resolve, reject) => {
      pushJob(this.#setup, this.#each, payload, options)
      const count = this.#callers.push({ resolve, reject })
      if (count === 1) queueMicrotask(() => this.#send())
      else if (count === JOBS_AT_ONCE) this.#send()
    })
  }

  #send(): void {
    const [each, callers] = [this.#each, this.#callers]
    if (callers.length === 0) return
    this.#each = []
    this.#callers = []
    send(this.#setup, each).then(
      (answers) => callers.forEach(({ resolve }, index) => resolve(answers[index] as Added)),
      (error: unknown) => callers.forEach(({ reject }) => reject(error)),
    )
  }
}

/** The arguments of one job, as add.lua lists them. */
function pushJob<Payload>(
  setup: Setup<Payload>,
  each: ScriptArg[],
  payload: Payload,
  { id, delayMs = 0, priority = 0, maxAttempts = setup.maxAttempts }: AddOptions,
): void {
  if (id !== undefined && (typeof id !== 'string' || id === '')) {
    throw new TypeError(`id must be text that is not empty; got ${String(id)}`)
  }
  each.push(
    id ?? setup.newId(),
    setup.codec.encode(payload),
    HIGHEST_PRIORITY - wholeNumber(priority, 'priority', -HIGHEST_PRIORITY, HIGHEST_PRIORITY),
    wholeNumber(delayMs, 'delayMs'),
    wholeNumber(maxAttempts, 'maxAttempts', 1),
    id === undefined ? 0 : 1,
  )
}

async function send<Payload>(setup: Setup<Payload>, each: readonly ScriptArg[]): Promise<Added[]> {
  const { redis, keys, emit, now } = setup
  const states = await addScript.run(redis, keys, { now: timeArgument(now), each })
  return states.map((state, index) => {
    const id = each[index * ARGUMENTS_PER_JOB] as string
    if (state !== '') return { added: false, id, state }
    emit({ type: 'added', id })
    return { added: true, id }
  })
}
