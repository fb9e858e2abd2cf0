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

/** One EVALSHA. */
export async function addJob<Payload>(
  setup: Setup<Payload>,
  payload: Payload,
  options: AddOptions,
): Promise<Added> {
  const each: ScriptArg[] = []
  pushJob(setup, each, payload, options)
  const [added] = await send(setup, each)
  return added as Added
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
