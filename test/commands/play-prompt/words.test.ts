import { describe, expect, it } from 'vitest'
import bundled from '../../../src/commands/play-prompt/commands.txt'
import { readTable } from '../../../src/commands/play-prompt/command-docs.js'
import { keysFrom, plainKeys, wantedAt } from '../../../src/commands/play-prompt/complete.js'
import { dangerOf } from '../../../src/commands/play-prompt/danger.js'
import { explain } from '../../../src/commands/play-prompt/explain.js'
import { hintFor } from '../../../src/commands/play-prompt/hint.js'
import { isSecret } from '../../../src/commands/play-prompt/secrets.js'

const table = readTable(bundled)
const DOTS = { help: [], seed: ['lock', 'queue'], client: ['a', 'b'] }

describe('completion', () => {
  it.each([
    ['ZRANGEB', ['ZRANGEBYLEX', 'ZRANGEBYSCORE']],
    ['getd', ['getdel']],
    ['b> getd', ['getdel']],
    ['CONFIG RES', ['RESETSTAT']],
    ['SET k v E', ['EX', 'EXAT']],
    ['SET k "two words" k', ['keepttl']],
    ['.s', ['.seed']],
    ['.seed l', ['lock']],
    ['.help ZRANDM', ['ZRANDMEMBER']],
    ['NOSUCH x', []],
  ])('of %j offers %j', (line, words) => {
    expect(wantedAt(line, table, DOTS)).toMatchObject({ words, keys: false })
  })

  it.each(['GET ', 'GET us', 'MSET k v us', 'DEL a b us', 'XGROUP CREATE us'])(
    'of %j offers keys',
    (line) => {
      expect(wantedAt(line, table, DOTS)).toMatchObject({ words: [], keys: true })
    },
  )

  it.each(['MSET k ', 'GET k ', 'BLPOP k ', 'PING '])('of %j offers no keys behind them', (line) => {
    if (line === 'BLPOP k ') expect(wantedAt(line, table, DOTS).keys).toBe(true)
    else expect(wantedAt(line, table, DOTS).keys).toBe(false)
  })

  it('looks for what is typed, not for a pattern', () => {
    expect(keysFrom('a*[b')).toBe('a\\*\\[b*')
    expect(plainKeys(['a', 'b c', 'd"'])).toEqual(['a'])
  })
})

describe('the hint', () => {
  it('is the syntax, with what the command does when there is room', () => {
    expect(hintFor('get', table, 80)).toBe('GET key  Get the value of a key')
    expect(hintFor('config set ', table, 50)).toBe('CONFIG SET parameter value [parameter value ...]')
    expect(hintFor('b(multi)> get', table, 10)).toBe('GET key')
    expect(hintFor('', table, 80)).toBe('')
  })

  it('leaves out what is typed already when there is no room', () => {
    expect(hintFor('zadd board', table, 60)).toMatch(/^ZADD key \[NX/)
    expect(hintFor('zadd board ', table, 60)).toMatch(/^ZADD … \[NX/)
    expect(hintFor('set k v EX 1', table, 60)).toMatch(/^SET … \[NX/)
  })
})

describe('an error', () => {
  it.each([
    ['WRONGTYPE Operation against a key holding the wrong kind of value', 'TYPE key says which'],
    ['NOAUTH Authentication required.', 'wants a password'],
    ['NOSCRIPT No matching script. Please use EVAL.', 'SCRIPT LOAD'],
    ['MOVED 3999 127.0.0.1:6381', 'another node'],
    ["CROSSSLOT Keys in request don't hash to the same slot", 'hash tag'],
    ["OOM command not allowed when used memory > 'maxmemory'.", 'memory limit'],
    ["READONLY You can't write against a read only replica.", 'replica'],
    ['EXECABORT Transaction discarded because of previous errors.', 'EXEC ran none'],
    ['ERR value is not an integer or out of range', 'a whole number'],
    ["ERR wrong number of arguments for 'get' command", 'the syntax is: GET key'],
    ['ERR syntax error', 'the syntax is: GET key'],
  ])('is explained: %s', (error, words) => {
    expect(explain(['get', 'k'], { error }, table)).toContain(words)
  })

  it('of an unknown command has a guess, also for a subcommand', () => {
    expect(explain(['GTE'], { error: "ERR unknown command 'GTE'" }, table)).toMatch(/^did you mean \w+\?$/)
    expect(explain(['CONFIG', 'GTE'], { error: "ERR unknown subcommand 'GTE'." }, table)).toBe(
      'did you mean CONFIG GET?',
    )
    expect(explain(['GET'], { error: "ERR unknown command 'GET'" }, table)).toContain(
      'this server does not have GET',
    )
  })
})

describe('a danger', () => {
  const theirs = { owned: false, keys: 20_000 }
  it.each([
    'FLUSHALL',
    'flushdb async',
    'shutdown nosave',
    'CONFIG SET a b',
    'DEBUG SLEEP 1',
    'SCRIPT FLUSH',
    'KEYS *',
  ])('is asked for on a server of the person: %s', (line) =>
    expect(dangerOf(line.split(' '), theirs)).toEqual(expect.any(String)),
  )
  it.each(['CONFIG GET *', 'GET flushall', 'SCRIPT LOAD x', 'CLUSTER INFO', 'CLIENT LIST', 'SET k v'])(
    'is not %s',
    (line) => {
      expect(dangerOf(line.split(' '), theirs)).toBeUndefined()
    },
  )
  it('is less on an engine of our own, and with few keys', () => {
    expect(dangerOf(['FLUSHALL'], { owned: true, keys: 0 })).toBeUndefined()
    expect(dangerOf(['SHUTDOWN'], { owned: true, keys: 0 })).toEqual(expect.any(String))
    expect(dangerOf(['KEYS', '*'], { owned: false, keys: 10 })).toBeUndefined()
  })
})

describe('a secret', () => {
  it.each([
    'AUTH secret',
    'auth u p',
    'b> AUTH x',
    '.client b AUTH x',
    'config  set requirepass x',
    'ACL SETUSER u >p',
  ])('is not kept: %s', (line) => expect(isSecret(line)).toBe(true))
  it.each(['GET auth', 'SET k AUTH', 'CONFIG SET maxmemory 1', 'ACL WHOAMI'])('is not %s', (line) => {
    expect(isSecret(line)).toBe(false)
  })
})

describe('the bundled table', () => {
  it('knows every command of Redis 7.0, in less than 60 kB', () => {
    expect(bundled.length).toBeLessThan(60_000)
    expect(table.size).toBeGreaterThan(300)
    for (const doc of table.values())
      expect(doc).toMatchObject({ since: expect.stringMatching(/^\d/), summary: expect.stringMatching(/./) })
  })
})
