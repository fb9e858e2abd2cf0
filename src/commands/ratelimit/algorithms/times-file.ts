import { UsageError } from '../../../scenario/errors.js'
import type { Line } from '../../../scenario/lines.js'
import { grouped } from '../../../scenario/text.js'
import { type BadLine, MOST_BAD_LINES } from '../bad-lines.js'
import { linesOf } from '../text-lines.js'
import { isProblem, parseTime, type RequestTime } from './request-time.js'

/** Each of them is asked for five times. */
const MOST_TIMES = 10_000
const PIPED = 'redis-patterns ratelimit algorithms --file -'
const BLANK_OR_COMMENT = /^\s*(#|$)/

/**
 * Reads times, one a line. Blank lines and those that begin with # are left out; offsets count from `start`.
 *
 * @throws {UsageError} when there is none, or more than can be asked for in reasonable time.
 */
export async function readTimes(
  chunks: AsyncIterable<Uint8Array>,
  label: string,
  start: number,
): Promise<TimesFile> {
  const file = new TimesFile(start)
  for await (const lines of linesOf(chunks, { label, piped: PIPED })) {
    for (const line of lines) file.see(line)
    if (file.times.length > MOST_TIMES) throw tooMany(label)
  }
  if (file.times.length === 0) throw noTimes(label, file.bad[0])
  file.times.sort((one, other) => one - other)
  return file
}

class TimesFile {
  /** Milliseconds since 1970. */
  readonly times: number[] = []
  /** The first bad lines. */
  readonly bad: BadLine[] = []
  skipped = 0
  readonly #start: number
  /** Of the first time. */
  #kind: RequestTime['kind'] | undefined

  constructor(start: number) {
    this.#start = start
  }

  see(line: Line): void {
    if ('problem' in line) return this.#refuse(line)
    if (BLANK_OR_COMMENT.test(line.text)) return
    const time = parseTime(line.text.trim())
    if (isProblem(time)) return this.#refuse({ line: line.line, ...time })
    this.#kind ??= time.kind
    if (time.kind !== this.#kind) return this.#refuse({ line: line.line, problem: STRAY[time.kind] })
    this.times.push(time.kind === 'offset' ? this.#start + time.ms : time.ms)
  }

  #refuse(bad: BadLine): void {
    this.skipped++
    if (this.bad.length < MOST_BAD_LINES) this.bad.push(bad)
  }
}

const STRAY = { date: 'a date among offsets', offset: 'an offset among dates' }

function tooMany(label: string): UsageError {
  return new UsageError(
    `${label} has more than ${grouped(MOST_TIMES)} times`,
    'give fewer of them; a whole access log: redis-patterns ratelimit --log FILE',
  )
}

function noTimes(label: string, bad: BadLine | undefined): UsageError {
  const why = bad === undefined ? '' : `; line ${bad.line}: ${bad.problem}`
  return new UsageError(
    `${label} has no times that can be used${why}`,
    'put one time on each line: 0.5, 1m30s, or 2026-01-05T10:00:00Z',
  )
}
