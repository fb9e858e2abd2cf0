import type { Event, WireEvent } from '../../src/scenario/event.js'

/** A run of the leaderboard as its scenarios tell it: every kind of event, real words, real numbers. */
const BOARD = 'rp:leaderboard:7:{game}:board'

function wire(actor: string, command: string[], reply: WireEvent['reply']): WireEvent {
  return { type: 'wire', actor, command, reply }
}

const opening: Event[] = [
  {
    type: 'run',
    schema: 1,
    pattern: 'leaderboard',
    engine: { kind: 'embedded', product: 'js-redis-server', version: '0.3.0', cluster: false },
    seed: 7,
    namespace: 'rp:leaderboard:7:',
    params: { top: 10, by: 100 },
  },
]

const basics: Event[] = [
  {
    type: 'chapter',
    id: 'basics',
    title: 'The basics: a sorted set is a leaderboard',
    text: 'Three players, their order, one rank, one score, one increment.',
  },
  {
    type: 'note',
    text: 'ZADD writes scores into a sorted set. Redis keeps the members in order of their scores, so reading the top 10 is one ZREVRANGE and sorts nothing.',
  },
  {
    ...wire(
      'app',
      ['EVALSHA', 'f'.repeat(40), '1', BOARD, 'latest', '1500', 'ada', '2300', 'grace', '1800', 'alan'],
      3,
    ),
    script: 'submit.lua',
  },
  wire('app', ['ZREVRANGE', BOARD, '0', '9', 'WITHSCORES'], ['grace', '2300', 'alan', '1800', 'ada', '1500']),
  {
    type: 'table',
    id: 'top',
    title: 'top 10',
    columns: [{ label: 'rank', align: 'right' }, { label: 'player' }, { label: 'score', align: 'right' }],
    rows: [
      [0, 'grace', 2300],
      [1, 'alan', 1800],
      [2, { value: 'ada', mark: 'me' }, 1500],
    ],
  },
  {
    type: 'state',
    title: 'the key',
    keys: [
      {
        key: BOARD,
        type: 'zset',
        ttlSeconds: null,
        length: 3,
        preview: ['grace 2300', 'alan 1800', 'ada 1500'],
      },
    ],
  },
  {
    type: 'verdict',
    id: 'basics.order',
    claim: 'the best score comes first',
    holds: true,
    detail: 'grace 2300, alan 1800, ada 1500',
  },
  {
    type: 'note',
    text: 'ZREVRANK counts from 0: the leader has rank 0, so ada, who is third, has rank 2. A name that is not on the board has no rank.',
  },
  wire('app', ['ZREVRANK', BOARD, 'ada'], 2),
  wire('app', ['ZSCORE', BOARD, 'ada'], '1500'),
  wire('app', ['ZINCRBY', BOARD, '100', 'ada'], '1600'),
  wire('app', ['ZREVRANK', BOARD, 'O\'Brien "the\tbest"'], null),
  wire('app', ['INCR', BOARD], {
    error: 'WRONGTYPE Operation against a key holding the wrong kind of value',
  }),
]

const clients = Array.from({ length: 24 }, (_, index): Event[] => [
  wire(`app-${(index % 8) + 1}`, ['ZSCORE', 'rp:leaderboard:7:naive', 'ada'], String((index >> 3) * 100)),
  wire(
    `app-${(index % 8) + 1}`,
    ['ZADD', 'rp:leaderboard:7:naive', String((index >> 3) * 100 + 100), 'ada'],
    index < 8 ? 1 : 0,
  ),
]).flat()

const lost: Event[] = [
  {
    type: 'chapter',
    id: 'lost',
    title: 'Lost increments: read, add, write back',
    text: 'Several app servers add points for one player at the same time, first the naive way, then with ZINCRBY.',
  },
  {
    type: 'note',
    text: 'The naive version reads the score, adds in the app and writes the sum back. 8 clients add 100 points 5 times each. Two that read the same score write the same sum, and one of the increments is gone.',
  },
  ...clients,
  { type: 'progress', label: 'adding points', done: 20, total: 40, unit: 'increments' },
  {
    type: 'table',
    id: 'outcome',
    title: 'the same load, twice',
    columns: [
      { label: 'version' },
      { label: 'added', align: 'right' },
      { label: 'on the board', align: 'right' },
      { label: 'lost', align: 'right' },
    ],
    rows: [
      ['read, add, write back', 4000, { value: 700, mark: 'bad' }, { value: 3300, mark: 'bad' }],
      ['ZINCRBY', 4000, { value: 4000, mark: 'good' }, 0],
    ],
  },
  {
    type: 'chart',
    id: 'kept',
    kind: 'bars',
    title: 'points that arrived',
    unit: 'points',
    bars: [
      { label: 'added', value: 4000 },
      { label: 'naive', value: 700, mark: 'bad' },
      { label: 'safe', value: 4000, mark: 'good' },
    ],
    words: 'Of 4000 points the naive version kept 700 and the safe one 4000.',
  },
  {
    type: 'verdict',
    id: 'lost.naive',
    claim: 'the naive version loses increments',
    holds: true,
    detail: '700 of 4000 points are on the board',
  },
  {
    type: 'verdict',
    id: 'lost.safe',
    claim: 'the safe version loses nothing under the same load, whatever the order in which the clients come',
    holds: false,
    detail: '3900 of 4000 points are on the board',
  },
]

const periods: Event[] = [
  {
    type: 'chapter',
    id: 'periods',
    title: 'Daily boards, one week',
    text: 'Each day has a board of its own, which expires by itself. One ZUNIONSTORE adds the seven up.',
  },
  { type: 'note', actor: 'app', text: 'Players need not have played every day; names may be of any script.' },
  {
    ...wire(
      'app',
      [
        'ZUNIONSTORE',
        '{arena}:week',
        '7',
        ...Array.from({ length: 7 }, (_, day) => `rp:leaderboard:7:{arena}:2026-01-0${day + 5}`),
      ],
      4,
    ),
    slot: 5474,
  },
  {
    ...wire(
      'loader',
      [
        'ZADD',
        'rp:leaderboard:7:scores',
        ...Array.from({ length: 24 }, (_, row) => (row % 2 ? `player-${row}` : String(row * 37))),
      ],
      12,
    ),
    omitted: 1976,
  },
  {
    type: 'table',
    id: 'days',
    title: 'points a day',
    columns: [
      { label: 'player' },
      ...['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((label) => ({
        label,
        align: 'right' as const,
      })),
    ],
    rows: [
      ['山田太郎', 10, 90, null, 40, 50, 60, 70],
      ['🚀 Zoë', 20, null, null, 70, 80, 90, 10],
      ['\u001b[31mred\nrow', 30, 40, 50, 60, null, 80, 90],
    ],
  },
  {
    type: 'state',
    title: 'the first and the last day',
    keys: [
      {
        key: 'rp:leaderboard:7:{arena}:2026-01-05',
        type: 'zset',
        ttlSeconds: 1_209_600,
        length: 120,
        preview: ['山田太郎 10', '🚀 Zoë 20', 'ada 30', 'alan 40'],
        slot: 5474,
      },
      {
        key: 'rp:leaderboard:7:{arena}:2026-01-11',
        type: 'none',
        ttlSeconds: null,
        length: 0,
        preview: [],
        slot: 5474,
      },
    ],
  },
  { type: 'skip', what: 'how many bytes a board of 10,000 players takes', needs: 'MEMORY USAGE' },
]

const closing: Event[] = [
  {
    type: 'next',
    tries: [
      { command: 'redis-patterns leaderboard lost --clients 50', why: 'more clients, more lost points' },
      { command: 'redis-patterns leaderboard --file scores.csv --me NAME', why: 'your own scores' },
    ],
  },
  { type: 'end', verdicts: 3, failed: 1, skipped: 1 },
]

export const sample: readonly Event[] = [...opening, ...basics, ...lost, ...periods, ...closing]
