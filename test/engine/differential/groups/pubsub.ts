import { answer, as, types } from '../step.js'
import type { Group } from '../step.js'

/** What the scripts of topics do. */
export const pubsub: readonly Group[] = [
  {
    name: 'topics',
    steps: [
      ['EVAL', "return { redis.call('GET', KEYS[1]) or '', {} }", 1, 'head'],
      ['EVAL', "return redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])", 1, 'head', 'a.1 7 a.7', 60000],
      ['EVAL', "return { redis.call('GET', KEYS[1]) or '', {} }", 1, 'head'],
      ['EVAL', "return { string.match(ARGV[1], '^(%S+) (%d+) (%S+)$') }", 0, 'a.1 7 a.7'],
      ['EVAL', "return string.format('%s %.0f %s', 'a', 9007199254740991, 'b')", 0],
      'XADD box MAXLEN ~ 100 1-0 m a',
      'XADD box MAXLEN ~ 100 2-0 m b',
      'XADD box MAXLEN ~ 100 2-0 m c',
      'XADD box MAXLEN ~ -1 3-0 m c',
      'XRANGE box 0 + COUNT 10',
      'XRANGE box 2 + COUNT 10',
      'XRANGE box 3 + COUNT 10',
      'XRANGE box 0 + COUNT x',
      ['EVAL', "return redis.call('XRANGE', KEYS[1], 0, '+', 'COUNT', 1)", 1, 'box'],
      as('s', 'SUBSCRIBE c'),
      ['EVAL', "return redis.call('PUBLISH', ARGV[1], ARGV[2])", 0, 'c', 'x'],
      answer('s'),
      as('t', 'SSUBSCRIBE {c}'),
      ['EVAL', "return redis.call('SPUBLISH', ARGV[1], ARGV[2])", 0, '{c}', 'y'],
      answer('t'),
      ['EVAL', "return redis.call('SPUBLISH', ARGV[1])", 0, '{c}'],
      as('t', 'SUNSUBSCRIBE {c}'),
      'PEXPIRE box 1000',
      types('PTTL box'),
    ],
  },
]
