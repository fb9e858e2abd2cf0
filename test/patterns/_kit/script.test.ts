import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { allScripts, defineScript, scriptNameOf } from '../../../src/patterns/_kit/script.js'
import { freshName, onEveryServer, onRealServer } from '../support/servers.js'

const source = 'return { KEYS[1], ARGV[1], ARGV[2], #ARGV }'
const echo = defineScript({
  name: 'echo.lua',
  source,
  keys: ['board'],
  args: ['first', '...others'],
  reply: (raw) => (raw as (Buffer | number)[]).map(String),
})

describe('defineScript', () => {
  it('names the script by the SHA-1 of its source', () => {
    const sha = createHash('sha1').update(source).digest('hex')
    expect(echo).toMatchObject({ name: 'echo.lua', sha, source })
    expect(scriptNameOf(sha)).toBe('echo.lua')
    expect(scriptNameOf('0'.repeat(40))).toBeUndefined()
    expect(allScripts().filter((script) => script.sha === sha)).toHaveLength(1)
  })

  it('lets the compiler check the names: a list for ...others, one value for the rest', () => {
    expect(echo).toMatchObject({ keys: ['board'], args: ['first', '...others'] })
    type Call = Parameters<typeof echo.run>
    expectTypeOf<Call[1]>().toEqualTypeOf<{ readonly board: string }>()
    expectTypeOf<Call[2]>().toEqualTypeOf<{
      readonly first: string | number | Buffer
      readonly others: readonly (string | number | Buffer)[]
    }>()
  })
})

onEveryServer('a script', (redis) => {
  it('gets its keys and arguments in the order of their definition, whatever the order of the call', async () => {
    const board = freshName()
    const reply = await echo.run(redis(), { board }, { others: ['b', 'c'], first: 'a' })
    expect(reply.slice(1)).toEqual(['a', 'b', '3'])
    expect(reply[0]).toMatch(new RegExp(`${board}$`))
  })

  it('takes and answers any bytes', async () => {
    const bytes = Buffer.from([0x00, 0xff, 0xc3, 0x28, 0x0d, 0x0a])
    const same = defineScript({
      name: 'same.lua',
      source: 'return ARGV[1]',
      keys: ['board'],
      args: ['value'],
      reply: (raw) => raw as Buffer,
    })
    expect(await same.run(redis(), { board: freshName() }, { value: bytes })).toEqual(bytes)
  })

  it('passes on the error of a failing script', async () => {
    const failing = defineScript({
      name: 'failing.lua',
      source: "return redis.error_reply('ERR no luck')",
      keys: ['board'],
      args: [],
      reply: () => 'never',
    })
    await expect(failing.run(redis(), { board: freshName() }, {})).rejects.toThrow('no luck')
  })
})

onRealServer('the script cache', (redis) => {
  it('is filled by the first call, used by the next, and may be emptied at any time', async () => {
    const call = () => echo.run(redis(), { board: 'k' }, { first: 'a', others: [] })
    await call()
    expect(await countCalls(redis(), call)).toEqual({ evalsha: 1 })
    await redis().script('FLUSH')
    expect(await countCalls(redis(), call)).toEqual({ evalsha: 1, eval: 1 })
    expect(await countCalls(redis(), call)).toEqual({ evalsha: 1 })
  })
})

async function countCalls(redis: Redis, act: () => Promise<unknown>) {
  await redis.config('RESETSTAT')
  await act()
  const calls = [...(await redis.info('commandstats')).matchAll(/cmdstat_(eval\w*):calls=(\d+)/g)]
  return Object.fromEntries(calls.map(([, name, count]) => [name, Number(count)]))
}
