import { expect, test } from 'vitest'
import { crashAfter } from '../../src/scenario/crash.js'
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  test('what came before the crash has happened, what comes after has not', async () => {
    const redis = await engine().connect('crash')
    await crashAfter(1, redis, async (connection) => {
      await connection.set('crash:a', 1)
      await connection.pexpire('crash:a', 1000)
    })
    expect(await redis.get('crash:a')).toBe('1')
    expect(await redis.pttl('crash:a')).toBe(-1)
  })

  test('a program that ends before its crash runs as always', async () => {
    const redis = await engine().connect('crash')
    await crashAfter(5, redis, (connection) => connection.set('crash:b', 1))
    expect(await redis.get('crash:b')).toBe('1')
  })

  test('another failure is not taken for the crash', async () => {
    const redis = await engine().connect('crash')
    const program = () => Promise.reject(new Error('of its own'))
    await expect(crashAfter(5, redis, program)).rejects.toThrow('of its own')
  })
})
