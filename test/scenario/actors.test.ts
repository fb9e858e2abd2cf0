import { once } from 'node:events'
import type { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { Actors } from '../../src/scenario/actors.js'
import { Trace } from '../../src/scenario/trace.js'
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  const cast = () => {
    const trace = new Trace({ cluster: false, onKeys: () => {} })
    return { trace, actors: new Actors(engine(), trace) }
  }

  test('the same name gives the same connection', async () => {
    const { actors } = cast()
    expect(await actors.connection('app')).toBe(await actors.connection('app'))
    expect(await actors.connection('app')).not.toBe(await actors.connection('other'))
  })

  test('only as many commands are on the wire as were asked for', async () => {
    const { actors, trace } = cast()
    const loader = (await actors.connection('loader', { shown: 1 })) as Redis
    await loader.ping('first')
    await loader.ping('second')
    expect(trace.drain().map(({ command }) => command[1])).toEqual(['first'])
    await actors.end()
  })

  test('what a copy of a connection sends is on the wire, but not its handshake', async () => {
    const { actors, trace } = cast()
    const app = (await actors.connection('app')) as Redis
    const copy = app.duplicate({ enableReadyCheck: true })
    await copy.subscribe('actors:news')
    await copy.ping()
    expect(trace.drain().map(({ actor, command }) => [actor, ...command])).toEqual([
      ['app', 'SUBSCRIBE', 'actors:news'],
    ])
    await actors.end()
  })

  test('an actor that was cut has no connection and gets none until it is restored', async () => {
    const { actors } = cast()
    const app = (await actors.connection('app')) as Redis
    const copy = app.duplicate()
    await copy.ping()
    const restore = await actors.cut('app')
    expect([app.status, copy.status]).toEqual(['end', 'end'])
    await expect(app.ping()).rejects.toThrow('Connection is closed.')
    expect(() => app.duplicate()).toThrow('cut')
    await restore()
    expect(await app.ping()).toBe('PONG')
    const again = app.duplicate()
    expect(await again.ping()).toBe('PONG')
    const ended = once(again, 'end')
    await actors.end()
    await ended
    expect(again.status).toBe('end')
  })
})
