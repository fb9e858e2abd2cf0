import type { KeyView, Reply, SequenceChart, SequenceRow } from '../../src/scenario/event.js'

/** Orders of steps as the race explorer will find them, with what makes them hard to draw. */

type Sent = SequenceRow['commands'][number]

const absent = (key: string): KeyView => ({ key, type: 'none', ttlSeconds: null, length: 0, preview: [] })
const string = (key: string, value: string, ttlSeconds: number | null = null): KeyView => ({
  key,
  type: 'string',
  ttlSeconds,
  length: value.length,
  preview: [value],
})
const many = (type: string, key: string, preview: string[], ttlSeconds: number | null = null): KeyView => ({
  ...string(key, '', ttlSeconds),
  type,
  length: preview.length,
  preview,
})
const sent = (line: string, reply: Reply): Sent => ({ command: line.split(' '), reply })
const chart = (
  drawn: Pick<SequenceChart, 'id' | 'title' | 'clients' | 'before' | 'rows' | 'words'>,
): SequenceChart => ({ type: 'chart', kind: 'sequence', ...drawn })

const lock = 'rp:race-lock:1:lock'
const holds = (client: number) => [{ client, text: 'holds the lock' }]

const twoHolders = chart({
  id: 'two-holders',
  title: 'GET, then SET: two hold the lock',
  clients: ['client-1', 'client-2'],
  before: [absent(lock)],
  rows: [
    { step: '1', client: 0, commands: [sent(`GET ${lock}`, null)], keys: [absent(lock)] },
    { step: '2', client: 1, commands: [sent(`GET ${lock}`, null)], keys: [absent(lock)] },
    {
      step: '1',
      client: 0,
      commands: [sent(`SET ${lock} token-1 PX 10000`, 'OK')],
      notes: holds(0),
      keys: [string(lock, 'token-1', 10)],
    },
    {
      step: '2',
      client: 1,
      commands: [sent(`SET ${lock} token-2 PX 10000`, 'OK')],
      notes: holds(1),
      keys: [string(lock, 'token-2', 10)],
      broken: 'client-1 and client-2 both hold it',
    },
  ],
  words: 'Both read that nobody holds the lock before either has written that it does, so both hold it.',
})

const requests = 'rp:race-ratelimit:1:{ada}:requests'
const admitted = (count: number) =>
  many(
    'zset',
    requests,
    ['1', '2', '3'].slice(0, count).map((id) => `request-${id} 170000000000${id}`),
    60,
  )
const asks = (client: number, before: number): SequenceRow => ({
  step: String(client + 1),
  client,
  commands: [sent(`ZCARD ${requests}`, before)],
  keys: [before === 0 ? absent(requests) : admitted(before)],
})
const enters = (client: number, count: number): SequenceRow => ({
  step: String(client + 1),
  client,
  commands: [sent(`ZADD ${requests} 170000000000${client + 1} request-${client + 1}`, 1)],
  notes: [{ client, text: 'lets the request in' }],
  keys: [admitted(count)],
})

const overLimit = chart({
  id: 'over-limit',
  title: 'count, then add: 3 of 2 requests are let in',
  clients: ['app-1', 'app-2', 'app-3'],
  before: [absent(requests)],
  rows: [
    asks(0, 0),
    asks(1, 0),
    enters(0, 1),
    asks(2, 1),
    enters(1, 2),
    { ...enters(2, 3), broken: '3 requests were let in within 60 s, but the limit is 2' },
  ],
  words: 'Each app counted before the others had added theirs.',
})

const queue = (name: string) => `rp:race-queue:1:${name}`
const list = (name: string, jobs: string[]) =>
  jobs.length === 0 ? absent(queue(name)) : many('list', queue(name), jobs)
const lists = (jobs: string[], processing: string[], done: string[]) => [
  list('jobs', jobs),
  list('processing', processing),
  list('done', done),
]

const dyingWorker = chart({
  id: 'dying-worker',
  title: 'a worker dies between LMOVE and LREM',
  clients: ['worker-1', 'worker-2'],
  before: lists(['job-1', 'job-2'], [], []),
  rows: [
    {
      step: '1',
      client: 0,
      commands: [sent(`LMOVE ${queue('jobs')} ${queue('processing')} LEFT RIGHT`, 'job-1')],
      keys: lists(['job-2'], ['job-1'], []),
    },
    { step: '1x', client: 0, commands: [], label: 'dies', keys: lists(['job-2'], ['job-1'], []) },
    {
      step: '2',
      client: 1,
      commands: [sent(`LMOVE ${queue('jobs')} ${queue('processing')} LEFT RIGHT`, 'job-2')],
      keys: lists([], ['job-1', 'job-2'], []),
    },
    { step: '2', client: 1, commands: [], label: 'runs job-2', keys: lists([], ['job-1', 'job-2'], []) },
    {
      step: '2',
      client: 1,
      commands: [
        sent('MULTI', 'OK'),
        sent(`LREM ${queue('processing')} 1 job-2`, 'QUEUED'),
        sent(`RPUSH ${queue('done')} job-2`, 'QUEUED'),
        sent('EXEC', [1, 1]),
      ],
      keys: lists([], ['job-1'], ['job-2']),
    },
    { step: 't', commands: [], label: 'time passes: 60 s', keys: lists([], ['job-1'], ['job-2']) },
    {
      step: '2',
      client: 1,
      commands: [sent(`LMOVE ${queue('jobs')} ${queue('processing')} LEFT RIGHT`, null)],
      notes: [{ client: 1, text: 'has nothing to do' }],
      keys: lists([], ['job-1'], ['job-2']),
      broken: 'job-1 is in no worker and in no queue that one reads',
    },
  ],
  words: 'Nobody looks into the list of a worker that died, so job-1 is never run.',
})

const sha = '6b1bf486c81ceb7edf3c093f4a48bda9f0e5a7d4'
const fence = 'rp:race-lock:1:{stock}:fence'
const held = 'rp:race-lock:1:{stock}:lock'
const tries = (token: string, reply: Reply): Sent => ({
  command: ['EVALSHA', sha, '2', held, fence, token, '10000'],
  script: 'acquire.lua',
  reply,
})
const stock = (holder: KeyView, fencing: number) => [holder, string(fence, String(fencing))]
const first = stock(string(held, 'token-1', 10), 1)
const second = stock(string(held, 'token-2', 10), 2)
const does = (client: number, command: Sent, keys: KeyView[]): SequenceRow => ({
  step: String(client + 1),
  client,
  commands: [command],
  keys,
})
const says = (client: number, label: string, keys: KeyView[]): SequenceRow => ({
  step: String(client + 1),
  client,
  commands: [],
  label,
  keys,
})
const release = (token: string, reply: Reply): Sent => ({
  command: ['EVALSHA', sha, '1', held, token],
  script: 'release.lua',
  reply,
})
const wrongType = { error: 'WRONGTYPE Operation against a key holding the wrong kind of value' }

const twelve = chart({
  id: 'twelve',
  title: 'a paused holder, told by its fencing token',
  clients: ['client-1', 'client-2'],
  before: [absent(held), absent(fence)],
  rows: [
    { ...does(0, tries('token-1', 1), first), notes: holds(0) },
    does(1, tries('token-2', null), first),
    says(0, 'reads the database: 42', first),
    does(1, tries('token-2', null), first),
    {
      step: 't',
      commands: [],
      label: 'time passes: 10 s',
      notes: [{ client: 0, text: 'believes that it holds the lock' }],
      keys: stock(absent(held), 1),
    },
    { ...does(1, tries('token-2', 2), second), notes: holds(1) },
    says(1, 'reads the database: 42', second),
    says(0, 'writes the database: 41, with token 1', second),
    {
      ...says(1, 'writes the database: 41, with token 2', second),
      broken: 'two were sold, and the stock went down by one',
    },
    does(0, release('token-1', 0), second),
    does(1, release('token-2', 1), stock(absent(held), 2)),
    does(0, sent(`INCR ${held}:山田太郎`, wrongType), stock(absent(held), 2)),
  ],
  words: 'A lease that has run out protects nothing, unless what is written checks the token.',
})

export const sequences: readonly SequenceChart[] = [twoHolders, overLimit, dyingWorker, twelve]
