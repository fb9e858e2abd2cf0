import type { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import type { Engine } from '../../src/engine/engine.js'
import { Belongings } from '../../src/scenario/belongings.js'
import { openStageServer } from '../../src/scenario/servers.js'
import { Trace } from '../../src/scenario/trace.js'
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  async function opened() {
    const trace = new Trace({ cluster: true, onKeys: () => {} })
    const belongings = new Belongings()
    const started: Engine[] = []
    const another = async () => {
      started.push(await engine().another())
      return started.at(-1) as Engine
    }
    const open = (name: string) => openStageServer(name, { engine: { another }, trace, use: belongings.use })
    return { trace, belongings, open, started }
  }

  test('servers are of the same kind as the engine, empty, and know nothing of each other', async () => {
    const { belongings, open } = await opened()
    const [one, two] = [await open('s1'), await open('s2')]
    expect(one.facts.kind).toBe(engine().kind)
    await (await engine().connect('app')).set('servers:a', 'of the engine')
    await (await one.actor('app')).set('servers:a', 'of s1')
    expect([await one.look('servers:a'), await two.look('servers:a')]).toMatchObject([
      { preview: ['of s1'] },
      { type: 'none' },
    ])
    await belongings.close()
  })

  test('the wire says who speaks to which server, and knows no slots there', async () => {
    const { trace, belongings, open } = await opened()
    const server = await open('s1')
    await (await server.actor('app')).set('servers:b', 1)
    expect(trace.drain()).toEqual([
      { type: 'wire', actor: 'app@s1', command: ['SET', 'servers:b', '1'], reply: 'OK' },
    ])
    await belongings.close()
  })

  test('one that was stopped answers nobody, and comes back without its data', async () => {
    const { belongings, open } = await opened()
    const server = await open('s1')
    const before = (await server.actor('app')) as Redis
    await before.set('servers:c', 1)
    await server.stop()
    await expect(before.get('servers:c')).rejects.toThrow('Connection is closed')
    expect(await server.look('servers:c')).toBeUndefined()
    await server.restart()
    expect(await server.look('servers:c')).toMatchObject({ type: 'none' })
    expect(await ((await server.actor('app')) as Redis).ping()).toBe('PONG')
    await belongings.close()
  })

  test('one that a stopped run still starts is ended', async () => {
    const { belongings, open, started } = await opened()
    const starting = Promise.allSettled([open('s1')])
    await belongings.end()
    expect(await starting).toMatchObject([{ status: 'rejected' }])
    expect(await Promise.allSettled([open('s2')])).toMatchObject([{ status: 'rejected' }])
    expect(started).toHaveLength(2)
    for (const one of started) await expect(one.connect('late')).rejects.toThrow('the engine is closed')
  })
})
