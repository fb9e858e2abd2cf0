import book from '../../../src/commands/queue/races/index.js'
import { findEach, type Mutation } from '../../support/findings.js'
import { edit, split } from '../../support/mutant.js'

/** Leases and settles as work.lua does, for one job and in several commands. */
const takesInTwoCommands = split(async (redis, [jobs = '', , waiting = '', , active = ''], args) => {
  const [now = '', count, leaseMs, token] = args
  const expired = await redis.zrangebyscore(active, '-inf', now)
  const [id] = [...expired, ...(await redis.zrange(waiting, '0', '0'))]
  if (count === '0' || id === undefined) return [[], [], -1, [], 0]
  const record = `${token} 1 1 5 1 1 `
  await redis
    .multi()
    .zrem(waiting, id)
    .zadd(active, Number(now) + Number(leaseMs), id)
    .hset(jobs, id, record)
    .exec()
  return [[id, 'null', record].map((text) => Buffer.from(text)), [], -1, [], 0]
})

/** Faults put into the safe queue, and the race that must find each. */
const MUTATIONS: Mutation[] = [
  [
    'takes a job without a lease',
    'crash',
    { 'work.lua': edit("redis.call('ZADD', ACTIVE, unpack(leased))", '') },
  ],
  [
    'never looks for leases that ran out',
    'forgotten',
    { 'work.lua': edit('expired = reclaim(now, most_dead, ARGV[8])', '') },
  ],
  [
    'looks for leases whether they ran out or not',
    'claim',
    { 'work.lua': edit("'ZRANGEBYSCORE', key, '-inf', now,", "'ZRANGEBYSCORE', key, '-inf', '+inf',") },
  ],
  ['looks for a job in one command and takes it in another', 'claim', { 'work.lua': takesInTwoCommands }],
  [
    'gives a job back whoever has it',
    'late-return',
    { 'work.lua': edit('local is_mine = is_leased(record, token)', 'local is_mine = record') },
  ],
  [
    'gives the name of the lease for that of the job',
    'charge',
    {
      'work.lua': edit(
        'taken[at - 2], taken[at - 1], taken[at] = id,',
        'taken[at - 2], taken[at - 1], taken[at] = token,',
      ),
    },
  ],
  [
    'forgets the ids of jobs that are done',
    'repeated-add',
    { 'work.lua': edit('#keyed_ids > 0 and keep_ms > 0', 'false') },
  ],
  [
    'adds a job that somebody is doing',
    'repeated-add',
    {
      'add.lua': edit(
        'in_this_call[id] or state_before(id, keyed, found[i])',
        "redis.call('ZSCORE', WAITING, id) and 'waiting'",
      ),
    },
  ],
]

findEach('a queue', book, MUTATIONS)
