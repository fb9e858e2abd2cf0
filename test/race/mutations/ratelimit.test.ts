import book from '../../../src/commands/ratelimit/races/index.js'
import { findEach, type Mutation } from '../../support/findings.js'
import { edit, split } from '../../support/mutant.js'

const TAKE = 'take-sliding-window-log.lua'

/** Faults put into the safe limit, and the race that must find each. */
const MUTATIONS: Mutation[] = [
  [
    'counts in one command and adds in another',
    'check-then-add',
    {
      [TAKE]: split(async (redis, [key = ''], [now = '', , , limit = '', windowMs = '']) => {
        if ((await redis.zcard(key)) >= Number(limit)) return [0, 1, 1]
        await redis.multi().zadd(key, now, now).pexpire(key, windowMs).exec()
        return [0, 0, 1]
      }),
    },
  ],
  ['admits one more than the limit', 'check-then-add', { [TAKE]: edit('left < cost', 'left < 0') }],
  [
    'adds the same member for every request',
    'same-member',
    { [TAKE]: edit('first = newest and last[1] + 1 or LOWEST', 'first = LOWEST') },
  ],
  [
    'names a request by its time',
    'same-member',
    { [TAKE]: edit(/local first = [^]*?end\n/, 'local first = now\n') },
  ],
  ['forgets to add', 'same-member', { [TAKE]: edit('add_members(key, now, first, cost)', '') }],
  ['forgets the expiry', 'crash', { [TAKE]: edit("redis.call('PEXPIRE', key, lifetime(window_ms))", '') }],
  [
    'sets the expiry in a second command',
    'crash',
    {
      [TAKE]: split(async (redis, [key = ''], [now = '', , , limit = '', windowMs = '']) => {
        if ((await redis.zcard(key)) >= Number(limit)) return [0, 1, 1]
        await redis.zadd(key, now, now)
        await redis.pexpire(key, windowMs)
        return [0, 0, 1]
      }),
    },
  ],
  [
    'forgets a request after half of its window',
    'boundary',
    { [TAKE]: edit('window_ms * 1000, 0', 'window_ms * 500, 0') },
  ],
  [
    'counts from the start of a window',
    'boundary',
    { [TAKE]: edit('now - window + 1', 'now - now % window') },
  ],
  ['lets the log expire too early', 'boundary', { [TAKE]: edit('lifetime(window_ms)', 'window_ms / 2') }],
]

findEach('a rate limit', book, MUTATIONS)
