import { expect, it } from 'vitest'
import { EmbeddedState } from '../../../src/engine/embedded/state.js'
import { useEmbedded } from './fixture.js'

const redis = useEmbedded()

it('Reading a value and hearing of its change give the stored value, not a copy of all its members', () => {
  const state = new EmbeddedState()
  const db = state.getDatabase(0)
  const heard: unknown[] = []
  const key = Buffer.from('board')
  db.subscribe((event) => heard.push(event.type === 'write' && event.value))
  db.subscribeKey(key, (event) => heard.push(event.type === 'write' && event.value))
  db.updateSortedSet(key, (board) => board.setScore(Buffer.from('ann'), 1))
  expect(heard).toHaveLength(2)
  for (const value of [...heard, db.getSortedSet(key), db.entriesSnapshot()[0]?.value])
    expect(value).toBe(db.get(key))
  state.close()
})

it('A copied key does not change with its original', async () => {
  await redis.ask('ZADD', 'board', 1, 'ann')
  await redis.ask('COPY', 'board', 'copy')
  await redis.ask('ZINCRBY', 'board', 1, 'ann')
  expect(await redis.ask('ZSCORE', 'copy', 'ann')).toBe('"1"')
})

it('A set that is stored over one of its sources keeps its members', async () => {
  await redis.ask('SADD', 'a', 1, 2)
  await redis.ask('SADD', 'b', 2, 3)
  expect(await redis.ask('SUNIONSTORE', 'a', 'a', 'b')).toBe(':3')
  expect(await redis.ask('SCARD', 'a')).toBe(':3')
})

it('A transaction answers what was true at each of its commands', async () => {
  const client = await redis.open()
  for (const line of ['MULTI', 'RPUSH l a', 'LRANGE l 0 -1', 'LSET l 0 b', 'LRANGE l 0 -1', 'DEL l']) {
    await client.ask(...line.split(' '))
  }
  expect(await client.ask('EXEC')).toBe('*[:1 *["a"] +OK *["b"] :1]')
})

it('Everyone who waits for a key hears of a flush', async () => {
  const client = await redis.open()
  await client.ask('SET', 'watched', 1)
  await client.ask('WATCH', 'watched')
  await redis.ask('FLUSHALL')
  await client.ask('MULTI')
  expect(await client.ask('EXEC')).toBe('*-1')
})
