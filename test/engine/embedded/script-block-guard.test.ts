import { afterEach, beforeEach, expect, it } from 'vitest'
import { useEmbedded } from './fixture.js'

const redis = useEmbedded()

const rejections: unknown[] = []
const keep = (reason: unknown) => rejections.push(reason)
beforeEach(() => process.on('unhandledRejection', keep))
afterEach(() => process.off('unhandledRejection', keep))

it.each([
  ["redis.call('XREAD', 'BLOCK', 0, 'STREAMS', 's', '$')", 'XREAD'],
  ["redis.call('xread', 'COUNT', 1, 'block', 0, 'STREAMS', 's', '$')", 'xread'],
  ["redis.call('XREADGROUP', 'GROUP', 'g', 'c', 'BLOCK', 0, 'STREAMS', 's', '>')", 'XREADGROUP'],
])('%s in a script is an error', async (call, name) => {
  await redis.ask('XGROUP', 'CREATE', 's', 'g', '$', 'MKSTREAM')
  const reply = await redis.ask('EVAL', `return ${call}`, 0)
  expect(reply).toContain(`-ERR ${name} command is not allowed with BLOCK option from scripts`)
})

it('A script that tried to block leaves no promise behind that a disconnect could break', async () => {
  await redis.ask('EVAL', "return redis.pcall('XREAD', 'BLOCK', 0, 'STREAMS', 's', '$')", 0)
  await redis.server.close()
  await new Promise(setImmediate)
  expect(rejections).toEqual([])
})

it('A key named BLOCK is no option', async () => {
  expect(await redis.ask('EVAL', "return redis.call('XREAD', 'STREAMS', 'BLOCK', '0')", 0)).toBe('$-1')
})
