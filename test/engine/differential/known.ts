const OTHER_WORDS = 'An error for wrong use, in other words; nothing in the project reads them.'
const SCORE_FORMAT =
  'Redis 7.0 writes scores with 17 digits; since 7.2 it writes the shortest form, as JavaScript does.'
const LAG = 'After XDEL, Redis cannot tell the lag of a group; js-redis-server answers a number all the same.'
const NULL_TYPE = 'RESP2 has two nulls; the client makes null of both.'

/** Differences that stay: by group, each command that answers differently, with the reason. */
export const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  hello: { '[other] HELLO 3 AUTH default': OTHER_WORDS },
  expiry: { 'EXPIRE a 9223372036854775807': OTHER_WORDS },
  scans: { 'SCAN 0 MATCH': OTHER_WORDS },
  lists: {
    'BLMOVE q done LEFT RIGHT 0.01': NULL_TYPE,
    'LPOP q x': OTHER_WORDS,
    'BLPOP q x': OTHER_WORDS,
    'BLPOP q -1': OTHER_WORDS,
  },
  ZADD: {
    'ZADD z 1 a 2': OTHER_WORDS,
    'ZADD z NOPE 1 a': OTHER_WORDS,
    'ZRANGE p 0 -1 WITHSCORES': SCORE_FORMAT,
  },
  'stream positions and trimming': { 'XINFO STREAM': OTHER_WORDS },
  'pending entries and who has them': { 'XINFO GROUPS s': LAG },
  MULTI: { 'EXEC x': OTHER_WORDS },
  'errors of scripts': {
    "EVAL return redis.call('GET') 0": OTHER_WORDS,
    'EVAL return 1 -1': OTHER_WORDS,
  },
  topics: {
    'XADD box MAXLEN ~ -1 3-0 m c': OTHER_WORDS,
    "EVAL return redis.call('SPUBLISH', ARGV[1]) 0 {c}": OTHER_WORDS,
  },
}
