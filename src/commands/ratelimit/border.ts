import { formatDuration } from '../../scenario/duration.js'
import type { SparkChart, TimelineChart } from '../../scenario/event.js'
import { grouped } from '../../scenario/text.js'
import { countedIn } from './any-window.js'

/** Bursts on both sides of a border of the clock's windows. */
export interface Border {
  limit: number
  windowMs: number
  /** The moment of the border. */
  at: number
  /** How long each burst takes. */
  burstMs: number
  times: number[]
}

const BINS = 40

/** The first border after the window that begins at `now` or after it. */
export function borderOf(now: number, limit: number, windowMs: number): Border {
  const at = Math.ceil(now / windowMs) * windowMs + windowMs
  const burstMs = Math.round(windowMs / 60)
  const offsets = Array.from({ length: limit }, (_, index) => Math.floor((index * burstMs) / limit))
  const times = [at - burstMs, at].flatMap((start) => offsets.map((offset) => start + offset))
  return { limit, windowMs, at, burstMs, times }
}

/** The windows of the clock, and one that lies across their border. */
export function windowsChart(border: Border, admitted: readonly number[], most: number): TimelineChart {
  const { at, windowMs, burstMs, limit } = border
  const seconds = (time: number) => (time - (at - windowMs)) / 1000
  const between = (from: number, to: number) => admitted.filter((time) => time >= from && time < to).length
  const span = (from: number, to: number, label: string) => ({
    from: seconds(from),
    to: seconds(to),
    label,
  })
  const [before, after] = [between(at - windowMs, at), between(at, at + windowMs)]
  return {
    type: 'chart',
    id: 'windows',
    kind: 'timeline',
    title: 'requests admitted in each window',
    unit: 's',
    from: 0,
    to: seconds(at + windowMs),
    lanes: [
      {
        label: 'the clock',
        spans: [span(at - windowMs, at, String(before)), span(at, at + windowMs, String(after))],
      },
      {
        label: 'bursts',
        spans: [span(at - burstMs, at, String(before)), span(at, at + burstMs, String(after))],
      },
      {
        label: 'across',
        spans: [
          {
            ...span(at - windowMs / 2, at + windowMs / 2, String(most)),
            mark: most > limit ? 'bad' : 'good',
          },
        ],
      },
    ],
    words: `The two windows of the clock hold ${grouped(before)} and ${grouped(after)}; the window across their border holds ${grouped(most)}.`,
  }
}

/** What was admitted over the two windows, by each limiter. */
export function perBin(
  { at, windowMs, limit }: Border,
  admitted: Readonly<Record<string, readonly number[]>>,
): SparkChart {
  const each = (2 * windowMs) / BINS
  const series = Object.entries(admitted).map(([label, times]) => ({
    label,
    values: countedIn(times, { from: at - windowMs, each, bins: BINS }),
  }))
  const totals = Object.entries(admitted).map(([label, times]) => `the ${label} ${grouped(times.length)}`)
  return {
    type: 'chart',
    id: 'per-bin',
    kind: 'spark',
    title: 'admitted over both windows',
    unit: 'requests',
    each: formatDuration(each),
    series,
    words: `The limit is ${grouped(limit)}; around the border ${totals.join(' and ')} were admitted.`,
  }
}
