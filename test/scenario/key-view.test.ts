import { expect, test } from 'vitest'
import { viewKey } from '../../src/scenario/key-view.js'
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  const connect = () => engine().connect('viewer')

  test('each type is looked at in its own way', async () => {
    const redis = await connect()
    await redis.set('view:string', 'hello')
    await redis.rpush('view:list', 'a', 'b')
    await redis.hset('view:hash', 'name', 'ada')
    await redis.sadd('view:set', 'one')
    await redis.zadd('view:zset', 1, 'low', 2.5, 'high')
    await redis.xadd('view:stream', '1-1', 'field', 'value')
    const views = await Promise.all(
      ['string', 'list', 'hash', 'set', 'zset', 'stream'].map((type) =>
        viewKey(redis, `view:${type}`, false),
      ),
    )
    expect(views.map(({ type, length, preview }) => [type, length, preview])).toEqual([
      ['string', 5, ['hello']],
      ['list', 2, ['a', 'b']],
      ['hash', 1, ['name=ada']],
      ['set', 1, ['one']],
      ['zset', 2, ['high 2.5', 'low 1']],
      ['stream', 1, ['1-1']],
    ])
  })

  test('the time to live is in whole seconds, rounded up', async () => {
    const redis = await connect()
    await redis.set('view:ttl', 1, 'PX', 59_900)
    expect((await viewKey(redis, 'view:ttl', false)).ttlSeconds).toBe(60)
    await redis.persist('view:ttl')
    expect((await viewKey(redis, 'view:ttl', false)).ttlSeconds).toBeNull()
  })

  test('a key that is not there has type none', async () => {
    expect(await viewKey(await connect(), 'view:nothing', false)).toEqual({
      key: 'view:nothing',
      type: 'none',
      ttlSeconds: null,
      length: 0,
      preview: [],
    })
  })

  test('a large key is not read whole', async () => {
    const redis = await connect()
    await redis.rpush('view:large', ...Array.from({ length: 500 }, String))
    const view = await viewKey(redis, 'view:large', true)
    expect(view.length).toBe(500)
    expect(view.preview).toHaveLength(5)
    expect(view.slot).toBeTypeOf('number')
  })
})
