import { expect, test, vi } from 'vitest'
import { pauseAfter } from '../../src/scenario/pause.js'
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  test('what happens in the pause comes between two commands of the program', async () => {
    const redis = await engine().connect('paused')
    const other = await engine().connect('other')
    await pauseAfter(
      1,
      redis,
      async (connection) => {
        await connection.append('pause:order', 'a')
        await connection.append('pause:order', 'c')
        await connection.append('pause:order', 'd')
      },
      () => other.append('pause:order', 'b'),
    )
    expect(await redis.get('pause:order')).toBe('abcd')
  })

  test('all that is sent at once waits, and goes on in its order', async () => {
    const redis = await engine().connect('paused')
    const other = await engine().connect('other')
    const append = (text: string) => redis.append('pause:many', text)
    await pauseAfter(
      2,
      redis,
      () => Promise.all(['a', 'b', 'd', 'e'].map(append)),
      () => other.append('pause:many', 'c'),
    )
    expect(await redis.get('pause:many')).toBe('abcde')
  })

  test('the pause begins when all that was sent is answered', async () => {
    const redis = await engine().connect('paused')
    const other = await engine().connect('other')
    const meanwhile = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const sent = { held: () => {} }
    const held = new Promise<void>((resolve) => (sent.held = resolve))
    const quick = async () => {
      await redis.ping()
      const last = redis.ping()
      sent.held()
      await last
    }
    const running = pauseAfter(
      2,
      redis,
      () => Promise.all([quick(), redis.blpop('pause:list', 0)]),
      meanwhile,
    )
    await held
    await other.ping()
    expect(meanwhile).not.toHaveBeenCalled()
    await other.rpush('pause:list', 'go')
    await running
    expect(meanwhile).toHaveBeenCalledOnce()
  })

  test('the failure of what happens in the pause is the failure of the whole', async () => {
    const redis = await engine().connect('paused')
    const program = () => redis.ping()
    const meanwhile = () => Promise.reject(new Error('in the pause'))
    await expect(pauseAfter(0, redis, program, meanwhile)).rejects.toThrow('in the pause')
    await expect(redis.ping()).resolves.toBe('PONG')
  })

  test('the failure of a command that waited is heard by the program alone', async () => {
    const redis = await engine().connect('paused')
    const program = async () => {
      await redis.set('pause:text', 'a')
      await redis.incr('pause:text').catch((error: Error) => redis.set('pause:text', error.message))
    }
    await pauseAfter(1, redis, program, () => Promise.resolve())
    expect(await redis.get('pause:text')).toContain('not an integer')
  })

  test('a program that ends before its pause is a mistake', async () => {
    const redis = await engine().connect('paused')
    const short = pauseAfter(
      1,
      redis,
      () => redis.ping(),
      () => Promise.resolve(),
    )
    await expect(short).rejects.toThrow('the program ended before its pause: it sent 1 commands')
  })
})
