import { expect, it } from 'vitest'
import { useEmbedded } from '../fixture.js'

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
