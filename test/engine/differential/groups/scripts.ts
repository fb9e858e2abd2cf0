import { as } from '../step.js'
import type { Command, Group } from '../step.js'

/** A script without keys. */
const lua = (source: string, ...args: string[]): Command => ['EVAL', source, '0', ...args]

const ENTRY = `
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not score then return false end
local rank = redis.call('ZREVRANK', KEYS[1], ARGV[1])
local first = math.max(rank - tonumber(ARGV[2]), 0)
local around = redis.call('ZRANGE', KEYS[1], first, rank + tonumber(ARGV[2]), 'REV', 'WITHSCORES')
return { rank, score, around }`

const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`

const WINDOW = `
local now, window, limit = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
local used = redis.call('ZCARD', KEYS[1])
if used >= limit then return { 0, used } end
redis.call('ZADD', KEYS[1], now, now .. ':' .. used)
redis.call('PEXPIRE', KEYS[1], window)
return { 1, used + 1, redis.call('ZSCORE', KEYS[1], now .. ':' .. used) }`

const SHA_OF_RETURN_1 = 'e0e1f9fabfc9d4800c877a703b823ac0578ff8db'

export const scripts: readonly Group[] = [
  {
    name: 'scripts as patterns use them',
    steps: [
      'ZADD z 1500 ann 2300 bob 1800 cat 1800 dan',
      ['EVAL', ENTRY, '1', 'z', 'cat', '1'],
      ['EVAL', ENTRY, '1', 'z', 'bob', '2'],
      ['EVAL', ENTRY, '1', 'z', 'none', '2'],
      'SET lock mine',
      ['EVAL', RELEASE, '1', 'lock', 'theirs'],
      ['EVAL', RELEASE, '1', 'lock', 'mine'],
      ['EVAL', WINDOW, '1', 'w', '1700000000123', '1000', '2'],
      ['EVAL', WINDOW, '1', 'w', '1700000000124', '1000', '2'],
      ['EVAL', WINDOW, '1', 'w', '1700000000125', '1000', '2'],
      ['EVAL', WINDOW, '1', 'w', '1700000001124', '1000', '2'],
      lua("return redis.call('SET', 'k', ARGV[1], 'PX', 100000)", 'v'),
      lua("return { redis.call('HSET', 'h', 'a', 1), redis.call('HGETALL', 'h') }"),
      lua("return #redis.call('TIME')"),
      lua('return cjson.encode({ a = 1, list = { 1, 2 } })'),
      lua(`return cjson.decode('{"n":[1,{"x":"y"}]}').n[2].x`),
      lua("return cmsgpack.unpack(cmsgpack.pack('text'))"),
      lua("return redis.sha1hex('')"),
      lua("redis.log(redis.LOG_NOTICE, 'hello') return redis.status_reply('FINE')"),
    ],
  },
  {
    name: 'numbers and results of scripts',
    steps: [
      lua("redis.call('SET', 'k', 1700000000123456) return redis.call('GET', 'k')"),
      lua("redis.call('SET', 'k', 1700000000.123456) return redis.call('GET', 'k')"),
      lua("redis.call('SET', 'k', 0.1) return redis.call('GET', 'k')"),
      lua("redis.call('SET', 'k', 2^53) return redis.call('GET', 'k')"),
      lua("redis.call('SET', 'k', 1e20) return redis.call('GET', 'k')"),
      lua("redis.call('SET', 'k', -7) return redis.call('GET', 'k')"),
      lua('return tostring(0.1) .. " " .. tostring(1e15) .. " " .. 1/3'),
      lua('return 3.99'),
      lua('return unpack({ 1, 2 })'),
      lua("return string.gsub('hello', 'l', 'L')"),
      lua('return { 1, 2, nil, 4 }'),
      lua("return { 1.5, 'a', true, false, { 2 } }"),
      lua('return true'),
      lua('return false'),
      lua(''),
      lua("return { ok = 'fine' }"),
      lua("return redis.call('GET', 'none') == false"),
      lua('return { #KEYS, #ARGV, ARGV[2] }', 'a', 'b'),
      lua("redis.call('SADD', 's', 'only') return redis.call('SPOP', 's')"),
      lua("return redis.call('SRANDMEMBER', 'none')"),
      lua("return redis.call('HRANDFIELD', 'none')"),
      lua('local n = 0 for i = 1, 6000000 do n = n + 1 end return n'),
      lua("redis.call('SELECT', 1) return redis.call('SET', 'elsewhere', 1)"),
      'GET elsewhere',
      lua('return redis.REDIS_VERSION'),
      lua('redis.set_repl(redis.REPL_ALL) return redis.replicate_commands()'),
    ],
  },
  {
    name: 'errors of scripts',
    steps: [
      'SET k text',
      lua("\n\nreturn redis.call('LPUSH', 'k', 'x')"),
      lua("local reply = redis.call('INCR', 'k')\nreturn reply"),
      lua("return redis.pcall('INCR', 'k')"),
      lua("return redis.pcall('INCR', 'k').err"),
      lua("local ok, problem = pcall(redis.call, 'INCR', 'k') return { tostring(ok), problem }"),
      lua("error('mine')"),
      lua("error({ err = 'MYERR mine' })"),
      lua("error({ err = 'lower' })"),
      lua("return redis.error_reply('MYERR mine')"),
      lua("return redis.error_reply('-MYERR mine')"),
      lua("return redis.error_reply('My own')"),
      lua("return redis.error_reply('oops')"),
      lua("return { err = 'MYERR mine' }"),
      lua("return redis.call('NOSUCH')"),
      lua("return redis.call('GET')"),
      lua("return redis.call('BLPOP', 'q', 0)"),
      lua("return redis.call('XREAD', 'BLOCK', 0, 'STREAMS', 's', '$')"),
      lua("return redis.pcall('XREADGROUP', 'GROUP', 'g', 'c', 'BLOCK', 0, 'STREAMS', 's', '>')"),
      lua("return redis.call('EVAL', 'return 1', 0)"),
      lua('return redis.call()'),
      lua('return redis.call({})'),
      lua('return nosuch'),
      lua('nosuch = 1'),
      lua('redis.call = 1'),
      lua('local ok, problem = pcall(function() return nosuch end) return problem'),
      lua('local none = nil\nreturn none.field'),
      lua('return ('),
      lua('not lua'),
      'EVAL',
      ['EVAL', 'return 1'],
      ['EVAL', 'return 1', 'x'],
      ['EVAL', 'return 1', '2', 'k'],
      ['EVAL', 'return 1', '-1'],
    ],
  },
  {
    name: 'script cache and flags',
    steps: [
      ['SCRIPT', 'LOAD', 'return 1'],
      ['EVALSHA', SHA_OF_RETURN_1, '0'],
      ['EVALSHA', SHA_OF_RETURN_1.toUpperCase(), '0'],
      ['SCRIPT', 'EXISTS', SHA_OF_RETURN_1, 'none'],
      'SCRIPT FLUSH',
      ['EVALSHA', SHA_OF_RETURN_1, '0'],
      'EVALSHA nosuch 0',
      lua('return 1'),
      as('other', ['EVALSHA', SHA_OF_RETURN_1, '0']),
      ['SCRIPT', 'LOAD', 'return ('],
      'SCRIPT LOAD',
      'SCRIPT EXISTS',
      'SCRIPT KILL',
      'SCRIPT NOPE',
      lua('#!lua\nreturn 1'),
      lua("#!lua flags=no-writes\nreturn redis.call('GET', 'k')"),
      lua("#!lua flags=no-writes\nreturn redis.call('SET', 'k', 1)"),
      lua('#!lua flags=nosuch\nreturn 1'),
      lua('#!lua nosuch\nreturn 1'),
      lua('#!python\nreturn 1'),
      lua('#!lua'),
      ['EVAL_RO', "return redis.call('GET', 'k')", '0'],
      ['EVAL_RO', "return redis.call('SET', 'k', 1)", '0'],
      ['EVAL_RO', '#!lua\nreturn 1', '0'],
    ],
  },
]
