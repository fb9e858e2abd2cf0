import { describe, expect, it } from 'vitest'
import { useEmbedded } from '../fixture.js'

const redis = useEmbedded()
const run = (source: string, ...args: string[]) => redis.ask('EVAL', source, 0, ...args)

describe('Numbers given to a command', () => {
  it.each([
    ['1700000000123456', '"1700000000123456"'],
    ['1700000000.123456', '"1700000000.123456"'],
    ['9.876543210123456', '"9.8765432101234563"'],
    ['0.1', '"0.10000000000000001"'],
    ['2^53', '"9007199254740992"'],
    ['-7', '"-7"'],
  ])('keep all their digits: %s', async (number, stored) => {
    expect(await run(`redis.call('SET', 'k', ${number}) return redis.call('GET', 'k')`)).toBe(stored)
    expect(await run(`redis.pcall('SET', 'k', ${number}) return redis.pcall('GET', 'k')`)).toBe(stored)
  })

  it('leave tostring() as it is in Lua', async () => {
    expect(await run('return tostring(0.1)')).toBe('"0.1"')
  })
})

describe('Of several return values', () => {
  it.each([
    ['return 1, 2', ':1'],
    ['return unpack({ 1, 2 })', ':1'],
    ["return string.gsub('hello', 'l', 'L')", '"heLLo"'],
  ])('the first is the reply: %s', async (source, reply) => {
    expect(await run(source)).toBe(reply)
  })
})

describe('Errors', () => {
  it.each([
    ["return redis.error_reply('MYERR mine')", '-MYERR mine'],
    ["return redis.error_reply('-MYERR mine')", '-MYERR mine'],
    ["return redis.error_reply('My own')", '-My own'],
    ["return redis.error_reply('oops')", '-ERR oops'],
    ['return redis.error_reply()', '-ERR wrong number or type of arguments'],
  ])('are made by %s', async (source, reply) => {
    expect(await run(source)).toBe(reply)
  })

  it('thrown as a table keep their message and tell the line', async () => {
    const sha = '15f8aab2b087c5e5d64152e2b4121a8c0bc43df1'
    expect(await run("\nerror({err='MYERR tbl'})")).toBe(`-MYERR tbl script: ${sha}, on @user_script:2.`)
  })

  it('name the script by the hash that EVALSHA knows', async () => {
    const reply = await run("return redis.call('NOSUCH')")
    const sha = /script: (\w{40})/.exec(reply)?.[1] ?? ''
    expect(await redis.ask('SCRIPT', 'EXISTS', sha)).toBe('*[:1]')
  })

  it.each([
    'redis.call("INCR", "k")',
    'return redis.call("INCR", "k")',
    'local n = redis.call("INCR", "k") return n',
  ])('of a command tell the line: %s', async (call) => {
    await redis.ask('SET', 'k', 'text')
    const reply = await run(`\n\n${call}`)
    expect(reply).toMatch(/^-ERR value is not an integer or out of range script: \w+, on @user_script:3\.$/)
  })

  it('caught by pcall are text, and by redis.pcall tables', async () => {
    await redis.ask('SET', 'k', 'text')
    const message = 'WRONGTYPE Operation against a key holding the wrong kind of value'
    expect(await run("local _, e = pcall(redis.call, 'LPUSH', 'k', 1) return e")).toBe(`"${message}"`)
    expect(await run("return redis.pcall('LPUSH', 'k', 1).err")).toBe(`"${message}"`)
    expect(await run('local ok, a, b = pcall(unpack, { 1, 2 }) return { tostring(ok), a, b }')).toBe(
      '*["true" :1 :2]',
    )
  })

  it('of the compiler say so, and nothing of a line that ran', async () => {
    const problem = "user_script:1: unexpected symbol near '<eof>'"
    expect(await run('return (')).toBe(`-ERR Error compiling script (new function): ${problem}`)
  })

  it('of globals are told in words', async () => {
    expect(await run('return nosuch')).toMatch(
      /^-ERR user_script:1: Script attempted to access nonexistent global/,
    )
    expect(await run('local _, e = pcall(function() return nosuch end) return e')).toMatch(
      /nonexistent global/,
    )
    expect(await run('redis.call = 1')).toMatch(/^-ERR user_script:1: Attempt to modify a readonly table/)
  })
})

it('A script sees its own arguments and no others', async () => {
  expect(await run('return { #ARGV, ARGV[1], ARGV[2], #KEYS }', 'a', 'b')).toBe('*[:2 "a" "b" :0]')
  expect(await run('return { tostring(ARGV[1]), #ARGV }')).toBe('*["nil" :0]')
})

it.each(['true', 'nil', '{}'])('A command takes no argument like %s', async (value) => {
  const problem = 'ERR Lua redis lib command arguments must be strings or integers'
  expect(await run(`return redis.pcall('SET', 'k', ${value})`)).toBe(`-${problem}`)
  expect(await run(`return redis.call('SET', 'k', ${value})`)).toContain(`-${problem} script: `)
})

describe('redis.call kept in a variable', () => {
  it('can be called again and again', async () => {
    expect(await run("local call = redis.call call('SET', 'k', 1) return call('INCR', 'k')")).toBe(':2')
  })

  it('can be called after an error that was caught', async () => {
    expect(await run("local call = redis.call pcall(call, 'NOSUCH') return call('ECHO', 'on')")).toBe('"on"')
  })

  it('works inside a coroutine of the script', async () => {
    const source = `
      local ask = coroutine.wrap(function(text)
        while true do text = coroutine.yield(redis.call('ECHO', text)) end
      end)
      return { ask('a'), redis.call('ECHO', 'b'), ask('c') }`
    expect(await run(source)).toBe('*["a" "b" "c"]')
  })
})
