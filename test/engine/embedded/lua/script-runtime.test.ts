import { describe, expect, it } from 'vitest'
import { startEmbedded } from '../../../../src/engine/embedded/index.js'
import { useEmbedded } from '../fixture.js'
import { RespClient } from '../resp-client.js'

const redis = useEmbedded()

it('A script may take its time', async () => {
  expect(await redis.ask('EVAL', 'local n = 0 for i = 1, 20000000 do n = n + 1 end return n', 0)).toBe(
    ':20000000',
  )
})

it('A script without end is killed, and the server goes on', async () => {
  expect(await redis.ask('EVAL', 'while true do end', 0)).toMatch(/^-ERR Script killed by fuel limit/)
  expect(await redis.ask('EVAL', 'return 1', 0)).toBe(':1')
})

it('SELECT in a script holds for the script only', async () => {
  const client = await redis.open()
  await client.ask('EVAL', "redis.call('SELECT', 3) redis.call('SET', 'there', 1)", 0)
  expect(await client.ask('EXISTS', 'there')).toBe(':0')
  await client.ask('SELECT', 3)
  expect(await client.ask('EXISTS', 'there')).toBe(':1')
})

it('The redis table knows its version and the calls that do nothing here', async () => {
  expect(await redis.ask('EVAL', 'return { redis.REDIS_VERSION, redis.REDIS_VERSION_NUM }', 0)).toBe(
    '*["7.0.15" :458767]',
  )
  expect(await redis.ask('EVAL', 'redis.set_repl(redis.REPL_ALL) return redis.replicate_commands()', 0)).toBe(
    ':1',
  )
})

it('Functions run too', async () => {
  const code = "#!lua name=lib\nredis.register_function('f', function(keys, args) return args[1] end)"
  expect(await redis.ask('FUNCTION', 'LOAD', code)).toBe('"lib"')
  expect(await redis.ask('FCALL', 'f', 0, 'x')).toBe('"x"')
})

describe('A script that ran before', () => {
  it('gets the keys and arguments of each call', async () => {
    const source = 'return { KEYS[1], ARGV[1], #KEYS, #ARGV }'
    expect(await redis.ask('EVAL', source, 1, 'k', 'v')).toBe('*["k" "v" :1 :1]')
    expect(await redis.ask('EVAL', source, 2, 'a', 'b')).toBe('*["a"]')
    expect(await redis.ask('EVAL', source, 1, 'k', 'w', 'x')).toBe('*["k" "w" :1 :2]')
  })

  it('begins with new variables', async () => {
    const source = 'local n = 0 local function count() n = n + 1 return n end count() return count()'
    expect(await redis.ask('EVAL', source, 0)).toBe(':2')
    expect(await redis.ask('EVAL', source, 0)).toBe(':2')
  })

  it.each([
    'rawset(redis, "left", 1)',
    'rawset(redis, "call", 1)',
    'rawset(redis.call, "left", 1)',
    'pcall(function() redis.left = 1 end)',
    'pcall(function() redis.call.left = 1 end)',
    'pcall(function() getmetatable(redis).__index = {} end)',
    'pcall(function() getmetatable(redis.call).__call = print end)',
    'pcall(setmetatable, redis, {})',
    'pcall(setmetatable, redis.call, {})',
    'pcall(function() _G.redis.scripts.run = 1 end)',
    'pcall(rawset, _G.redis.scripts, "run", 1)',
    'KEYS.left = 1 ARGV.left = 1',
  ])('leaves nothing to the next: %s', async (change) => {
    const probe =
      'return { tostring(redis.left), tostring(redis.call.left), tostring(KEYS.left), redis.call("ECHO", "x") }'
    expect(await redis.ask('EVAL', `${change} return 1`, 0)).toBe(':1')
    expect(await redis.ask('EVAL', `${change} return 1`, 0)).toBe(':1')
    expect(await redis.ask('EVAL', probe, 0)).toBe('*["nil" "nil" "nil" "x"]')
  })

  it('tells its errors with the same line and hash each time', async () => {
    const first = await redis.ask('EVAL', "\nreturn redis.call('NOSUCH')", 0)
    expect(first).toMatch(/script: \w{40}, on @user_script:2\.$/)
    expect(await redis.ask('EVAL', "\nreturn redis.call('NOSUCH')", 0)).toBe(first)
  })

  it('may be killed, and runs again from its start', async () => {
    const source = 'redis.call("PING") while #ARGV == 1 do end return redis.call("PING")'
    expect(await redis.ask('EVAL', source, 0, 'endless')).toMatch(/^-ERR Script killed by fuel limit/)
    expect(await redis.ask('EVAL', source, 0)).toBe('+PONG')
  })

  it('is held to its promise not to write only where it gave one', async () => {
    const source = "return redis.call('SET', KEYS[1], 1)"
    expect(await redis.ask('EVAL', source, 1, 'k')).toBe('+OK')
    expect(await redis.ask('EVAL_RO', source, 1, 'k')).toContain('Write commands are not allowed')
    expect(await redis.ask('EVAL', source, 1, 'k')).toBe('+OK')
  })

  it('is unknown after SCRIPT FLUSH, until it comes again', async () => {
    const sha = JSON.parse(await redis.ask('SCRIPT', 'LOAD', 'return 7'))
    expect(await redis.ask('EVALSHA', sha, 0)).toBe(':7')
    await redis.ask('SCRIPT', 'FLUSH')
    expect(await redis.ask('EVALSHA', sha, 0)).toMatch(/^-NOSCRIPT/)
    expect(await redis.ask('EVAL', 'return 7', 0)).toBe(':7')
    expect(await redis.ask('EVALSHA', sha, 0)).toBe(':7')
  })

  it('is not taken for another on another server', async () => {
    const other = await startEmbedded()
    const client = await RespClient.open({ host: '127.0.0.1', port: other.port })
    try {
      expect(await redis.ask('EVAL', 'return 1', 0)).toBe(':1')
      expect(await client.ask('EVAL', 'return 2', 0)).toBe(':2')
      expect(await redis.ask('EVAL', 'return 1', 0)).toBe(':1')
    } finally {
      await client.close()
      await other.close()
    }
  })

  it('runs after so many others that Lua forgot it', async () => {
    const client = await redis.open()
    expect(await client.ask('EVAL', 'return 7', 0)).toBe(':7')
    for (let n = 0; n < 5000; n += 1) client.send('EVAL', `return ${n}`, 0)
    for (let n = 0; n < 5000; n += 1) expect(await client.reply()).toBe(`:${n}`)
    expect(await client.ask('EVAL', 'return 7', 0)).toBe(':7')
  })
})

it('Ever-new scripts take no more memory than so much', async () => {
  const client = await redis.open()
  const code = 'local t = { 1, "two", { three = 4 } } '.repeat(150)
  const kilobytes = []
  for (let n = 0; n < 3000; n += 1) {
    const reply = await client.ask('EVAL', `do ${code} end return gcinfo() + 0 * ${n}`, 0)
    kilobytes.push(Number(reply.slice(1)))
  }
  expect(Math.max(...kilobytes.slice(2000))).toBeLessThan(1.5 * Math.max(...kilobytes.slice(0, 1000)))
}, 60_000)
