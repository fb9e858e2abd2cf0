import { formatDuration } from '../../../scenario/duration.js'
import { UsageError } from '../../../scenario/errors.js'
import type { TableEvent } from '../../../scenario/event.js'
import { counted, grouped } from '../../../scenario/text.js'
import { badLines } from '../bad-lines.js'
import type { RatelimitStage } from '../params.js'
import { readTimes } from './times-file.js'

/** Requests of one client. */
export interface Arrivals {
  /** Milliseconds since 1970, in their order. */
  times: number[]
  /** How they come, in a sentence. */
  words: string
  /** What could not be read. */
  problems: TableEvent[]
}

const WINDOWS = 2

/** The requests that `--pattern` or `--file` asks for. */
export async function arrivalsOf(stage: RatelimitStage): Promise<Arrivals> {
  const { pattern, file } = stage.params
  if (file !== '') return await fromFile(stage)
  if (pattern === 'file') {
    throw new UsageError('--pattern file needs --file', '--file <file>: the times of requests, one a line')
  }
  return pattern === 'steady' ? steady(stage) : bursts(stage)
}

function steady({ params, clock }: RatelimitStage): Arrivals {
  const { requests, window } = params
  const start = clock.now()
  const times = Array.from({ length: requests }, (_, index) =>
    Math.floor(start + (index * WINDOWS * window) / requests),
  )
  const words = `${counted(requests, 'request')} of one client, evenly over ${formatDuration(WINDOWS * window)}.`
  return { times, words, problems: [] }
}

/** Each burst lasts a sixtieth of the window and has an equal part of the time, in which the seed places it. */
function bursts({ params, clock, rng }: RatelimitStage): Arrivals {
  const { requests, burst, window } = params
  const count = Math.ceil(requests / burst)
  const lastsMs = Math.round(window / 60)
  const part = (WINDOWS * window) / count
  const starts = Array.from({ length: count }, (_, index) =>
    Math.floor(clock.now() + index * part + rng.int(0, Math.max(0, Math.floor(part) - lastsMs))),
  )
  const times = starts.flatMap((start, index) => {
    const size = Math.min(burst, requests - index * burst)
    return Array.from({ length: size }, (_, at) => start + Math.floor((at * lastsMs) / size))
  })
  const words = `${counted(requests, 'request')} of one client in ${formatDuration(WINDOWS * window)}: ${counted(count, 'burst')} of ${grouped(Math.min(burst, requests))}, each at a random moment of its share of the time.`
  return { times: times.toSorted((one, other) => one - other), words, problems: [] }
}

async function fromFile({ params, clock, open }: RatelimitStage): Promise<Arrivals> {
  const { file, pattern } = params
  if (pattern === 'steady') {
    throw new UsageError('--pattern steady and --file contradict each other', 'leave one of them out')
  }
  const label = file === '-' ? 'standard input' : file
  const { times, bad, skipped } = await readTimes(open(file), label, clock.now())
  const words = `${counted(times.length, 'request')} of one client, at the times in ${label}${skipped > 0 ? `; ${counted(skipped, 'line')} of it cannot be read` : ''}.`
  return { times, words, problems: skipped > 0 ? [badLines(bad, skipped)] : [] }
}
