import type { ProgressEvent } from '../../../scenario/event.js'
import type { Line } from '../../../scenario/lines.js'
import { ALGORITHMS, type SingleLimiter } from '../limiters.js'
import { type Model, MODELS } from '../models.js'
import type { RatelimitStage } from '../params.js'
import { linesOf } from '../text-lines.js'
import { parseLine, type Request } from './access-line.js'
import type { Tally } from './tally.js'

const PIPED = 'redis-patterns ratelimit --log -'
/** So many requests are on the way at a time; more would only take memory. */
const AT_ONCE = 500
/** As many commands as a step shows. */
export const SHOWN = 8

/** Asks the limiter for the address of each line, at the time of the line. */
export async function* replay(
  stage: RatelimitStage,
  label: string,
  tally: Tally,
): AsyncGenerator<ProgressEvent, void, void> {
  const { log, algorithm, limit, window: windowMs } = stage.params
  const redis = await stage.actor('replay', { shown: SHOWN })
  const clock = { now: 0 }
  const options = { prefix: stage.namespace, name: 'log', limit, windowMs, now: () => clock.now }
  const limiter = ALGORITHMS[algorithm].make(redis, options)
  const replayer = { limiter, clock, model: MODELS[algorithm](limit, windowMs), tally }

  const bytes = stage.open(log)
  let done = 0
  const counted = counting(bytes, (length) => (done += length))
  for await (const lines of linesOf(counted, { label, piped: PIPED })) {
    const requests = lines.flatMap((line) => requestIn(line, tally))
    for (let start = 0; start < requests.length; start += AT_ONCE) {
      stage.signal.throwIfAborted()
      await askFor(requests.slice(start, start + AT_ONCE), replayer)
    }
    yield progress(label, tally, done, bytes.bytes)
  }
}

interface Replayer {
  limiter: SingleLimiter
  /** The limiter's. */
  clock: { now: number }
  model: Model
  tally: Tally
}

async function askFor(
  requests: readonly Request[],
  { limiter, clock, model, tally }: Replayer,
): Promise<void> {
  const asked = requests.map((request) => {
    const client = tally.see(request)
    clock.now = request.time
    return { client, time: request.time, answer: limiter.take(client.id) }
  })
  const decisions = await Promise.all(asked.map(({ answer }) => answer))
  for (const [index, { client, time }] of asked.entries()) {
    const { allowed = false } = decisions[index] ?? {}
    tally.answer(client, time, { allowed, expected: model(client.id, time) })
  }
}

function requestIn(line: Line, tally: Tally): Request | [] {
  if ('problem' in line) tally.refuse(line)
  else if (line.text.trim() !== '') {
    const request = parseLine(line.text)
    if (!('problem' in request)) return request
    tally.refuse({ line: line.line, ...request })
  }
  return []
}

/** In bytes when the size is known; a pipe has a name and a size of 0. */
function progress(label: string, { lines }: Tally, done: number, bytes: number | undefined): ProgressEvent {
  const event = { type: 'progress', label: `replaying ${label}` } as const
  return bytes ? { ...event, done, total: bytes, unit: 'bytes' } : { ...event, done: lines, unit: 'lines' }
}

async function* counting(
  chunks: AsyncIterable<Uint8Array>,
  count: (length: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    count(chunk.length)
    yield chunk
  }
}
