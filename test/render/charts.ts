import type {
  BarsChart,
  ChartEvent,
  Event,
  SlotsChart,
  SparkChart,
  TimelineChart,
} from '../../src/scenario/event.js'

import { sequences } from './sequences.js'

/** A picture of each kind as scenarios will tell it, and those that are hard to draw. */

const holders: TimelineChart = {
  type: 'chart',
  kind: 'timeline',
  id: 'holders',
  title: 'who holds the lock',
  unit: 's',
  from: 0,
  to: 30,
  lanes: [
    {
      label: 'lease in Redis',
      spans: [
        { from: 1, to: 11, label: 'A' },
        { from: 12, to: 22, label: 'B' },
      ],
      points: [{ at: 11, label: 'expired', mark: 'bad' }],
    },
    {
      label: 'worker A',
      spans: [
        { from: 1, to: 4, label: 'works', mark: 'good' },
        { from: 4, to: 15, label: 'paused' },
        { from: 15, to: 19, label: 'works without it', mark: 'bad' },
      ],
    },
    {
      label: 'worker B',
      spans: [{ from: 12, to: 20, label: 'works', mark: 'good' }],
      points: [{ at: 20, label: 'released', mark: 'good' }],
    },
  ],
  words:
    'From 15 s to 19 s A and B both work: A was paused for longer than its lease of 10 s and did not notice.',
}

const burst = (from: number, label: string, mark: 'good' | 'bad') =>
  Array.from({ length: 100 }, (_, index) => ({ at: from + index * 9, label, mark }))

const windows: TimelineChart = {
  type: 'chart',
  kind: 'timeline',
  id: 'windows',
  title: '200 requests within two seconds',
  unit: 'ms',
  from: 0,
  to: 120_000,
  lanes: [
    {
      label: 'fixed windows',
      spans: [
        { from: 0, to: 60_000, label: 'window 1: 100 of 100' },
        { from: 60_000, to: 120_000, label: 'window 2: 100 of 100' },
      ],
    },
    {
      label: 'requests',
      spans: [],
      points: [...burst(59_000, 'let in', 'good'), ...burst(60_000, 'let in', 'good')],
    },
    { label: 'any 60 s', spans: [{ from: 30_000, to: 90_000, label: '200 of 100', mark: 'bad' }] },
  ],
  words: 'Each window let in its 100, so that the 60 s around the border let in 200.',
}

const reclaim: TimelineChart = {
  type: 'chart',
  kind: 'timeline',
  id: 'reclaim',
  title: 'a worker crashes',
  unit: 'ms',
  from: 0,
  to: 900,
  lanes: [
    {
      label: 'worker-1',
      spans: [
        { from: 10, to: 90, label: 'job 1', mark: 'good' },
        { from: 95, to: 170, label: 'job 3', mark: 'good' },
        { from: 175, to: 300, label: 'job 5', mark: 'bad' },
      ],
      points: [{ at: 300, label: 'crashes', mark: 'bad' }],
    },
    {
      label: 'worker-2',
      spans: [
        { from: 12, to: 92, label: 'job 2', mark: 'good' },
        { from: 92, to: 260, label: 'job 4', mark: 'good' },
        { from: 700, to: 860, label: 'job 5', mark: 'me' },
      ],
      points: [
        { at: 400, label: 'asks: nothing is idle' },
        { at: 550, label: 'asks: nothing is idle' },
        { at: 700, label: 'reclaims job 5', mark: 'me' },
      ],
    },
    {
      label: 'a supervisor with a long name',
      spans: [
        { from: 300, to: 300, label: 'SIGCHLD' },
        { from: 100, to: 500, label: 'lease of job 5' },
        { from: 250, to: 650, label: 'second lease of job 5' },
        { from: 820, to: 1200, label: 'next' },
      ],
    },
  ],
  words:
    'Job 5 was held by a worker that crashed at 300 ms; worker-2 reclaimed it at 700 ms, once it was idle for 400 ms.',
}

const wave = (length: number, top: number) =>
  Array.from({ length }, (_, at) => Math.round((top / 2) * (1 + Math.sin(at / 4))))

const requests: SparkChart = {
  type: 'chart',
  kind: 'spark',
  id: 'requests',
  title: 'requests in 40 s',
  unit: 'requests',
  each: 'second',
  series: [
    { label: 'let in', values: wave(40, 10), mark: 'good' },
    { label: 'turned away', values: wave(40, 90).map((value) => Math.max(0, value - 30)), mark: 'bad' },
    { label: 'sent', values: wave(40, 100) },
  ],
  words: 'However many were sent, never more than 10 were let in within a second.',
}

const long: SparkChart = {
  type: 'chart',
  kind: 'spark',
  id: 'long',
  title: 'reads of the database',
  unit: 'reads',
  each: 'second',
  series: [
    { label: 'naive', values: wave(300, 5).map((value, at) => (at % 60 === 30 ? 80 : value)), mark: 'bad' },
    {
      label: 'single flight',
      values: wave(300, 5).map((value, at) => (at % 60 === 30 ? 1 : Math.min(1, value))),
      mark: 'good',
    },
  ],
  words: 'Each minute, when the entry expired, the naive cache read 80 times and single flight once.',
}

const slots: SlotsChart = {
  type: 'chart',
  kind: 'slots',
  id: 'slots',
  title: 'where the keys of user 7 lie',
  nodes: [
    { label: 'node 1', from: 0, to: 5460 },
    { label: 'node 2', from: 5461, to: 10_922 },
    { label: 'node 3', from: 10_923, to: 16_383 },
  ],
  keys: [
    { label: 'user:7:cart', slot: 5538, mark: 'bad' },
    { label: '{user:7}:cart', slot: 2780, mark: 'good' },
    { label: 'user:7:orders', slot: 14_003, mark: 'bad' },
    { label: '{user:7}:orders', slot: 2780, mark: 'good' },
    { label: 'user:7:profile', slot: 10_932, mark: 'bad' },
    { label: '{user:7}:profile', slot: 2780, mark: 'good' },
  ],
  words: 'With the tag {user:7} the three keys share slot 2780; without it they lie on two nodes.',
}

const rates: BarsChart = {
  type: 'chart',
  kind: 'bars',
  id: 'rates',
  title: 'hit rate',
  unit: '%',
  bars: [
    { label: 'no cache', value: 0 },
    { label: 'every key expires after the same 60 s, all at once', value: 48.5, mark: 'bad' },
    { label: 'with jitter', value: 62.25, mark: 'good' },
  ],
  words: 'With jitter the hit rate went from 48.5 % to 62.25 %.',
}

export const charts: readonly ChartEvent[] = [
  holders,
  windows,
  reclaim,
  requests,
  long,
  slots,
  rates,
  ...sequences,
]

/** Some with a lesson beside them, where the screen is wide. */
export const chartRun: readonly Event[] = [
  ...charts,
  { type: 'note', text: 'A picture stands beside its lesson when it can be read there, and else below it.' },
  slots,
  { type: 'note', text: 'A timeline wants width: it is below its lesson on all but the widest screens.' },
  holders,
]
