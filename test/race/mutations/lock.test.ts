import book from '../../../src/commands/lock/races/index.js'
import { findEach, type Mutation } from '../../support/findings.js'
import { edit, split } from '../../support/mutant.js'

/** Faults put into the safe lock, and the race that must find each. */
const MUTATIONS: Mutation[] = [
  [
    'takes the lock although somebody has it',
    'get-then-set',
    { 'lock-try.lua': edit(", 'NX', 'PX', ARGV[2]", ", 'PX', ARGV[2]") },
  ],
  [
    'asks and takes in two commands',
    'get-then-set',
    {
      'lock-try.lua': split(async (redis, [lock = ''], [token = '', ttlMs = '']) => {
        if ((await redis.get(lock)) !== null) return null
        await redis.set(lock, token, 'PX', ttlMs)
        return 1
      }),
    },
  ],
  ['forgets the expiry', 'crash', { 'lock-try.lua': edit(", 'NX', 'PX', ARGV[2]", ", 'NX'") }],
  [
    'sets the expiry in a second command',
    'crash',
    {
      'lock-try.lua': split(async (redis, [lock = ''], [token = '', ttlMs = '']) => {
        if ((await redis.setnx(lock, token)) === 0) return null
        await redis.pexpire(lock, ttlMs)
        return 1
      }),
    },
  ],
  [
    'gives back whatever lock is there',
    'late-release',
    { 'lock-release.lua': edit("redis.call('GET', KEYS[1]) ~= ARGV[1]", 'false') },
  ],
  [
    'compares the token in one command and deletes in another',
    'late-release',
    {
      'lock-release.lua': split(async (redis, [lock = ''], [token]) => {
        if ((await redis.get(lock)) !== token) return 0
        return redis.del(lock)
      }),
    },
  ],
  [
    'counts its numbers down',
    'late-write',
    {
      'lock-try.lua': edit(
        'return next_fence(KEYS[2], now_us(ARGV[3]))',
        "return 100 + redis.call('DECR', KEYS[2])",
      ),
    },
  ],
  [
    'gives every lease the same number',
    'late-write',
    { 'lock-try.lua': edit('return next_fence(KEYS[2], now_us(ARGV[3]))', 'return 1') },
  ],
]

findEach('a lock', book, MUTATIONS)
