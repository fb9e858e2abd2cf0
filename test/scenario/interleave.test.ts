import { expect, test } from 'vitest'
import type { Connection } from '../../src/engine/engine.js'
import { interleave } from '../../src/scenario/interleave.js'
import { seededRng } from '../../src/scenario/rng.js'
import { Trace } from '../../src/scenario/trace.js'
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  let runs = 0

  /** Three clients that read, add and write back, `rounds` times each; the order in which they went is returned. */
  async function play(seed: number, rounds: number) {
    const key = `interleave:${++runs}`
    const trace = new Trace({ cluster: false, onKeys: () => {} })
    const clients = await Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        const connection = await engine().connect(`${name}-${runs}`)
        trace.tap(name, connection)
        return { connection, program: (redis: Connection) => addNaively(redis, key, rounds) }
      }),
    )
    await interleave(clients, seededRng(seed))
    const order = trace.drain().map((event) => event.actor)
    return { order, total: Number(await clients[0]?.connection.get(key)), connection: clients[0]!.connection }
  }

  async function addNaively(redis: Connection, key: string, rounds: number) {
    for (let round = 0; round < rounds; round++) await redis.set(key, Number(await redis.get(key)) + 1)
  }

  test('the same seed gives the same order, another seed another one', async () => {
    const [first, again, other] = [await play(1, 4), await play(1, 4), await play(2, 4)]
    expect(again.order).toEqual(first.order)
    expect(other.order).not.toEqual(first.order)
  })

  test('every client gets through, and two never wait for each other', async () => {
    const { order } = await play(3, 4)
    for (const name of ['a', 'b', 'c']) expect(order.filter((actor) => actor === name)).toHaveLength(8)
  })

  test('no client goes twice in a row while another can, so a read-add-write always loses', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const { order, total } = await play(seed, 2)
      expect(order[0]).not.toBe(order[1])
      expect(total).toBeLessThan(6)
    }
  })

  test('afterwards the connections are free again', async () => {
    const { connection } = await play(1, 1)
    await expect(connection.ping()).resolves.toBe('PONG')
  })

  test('a client that sends several commands at once does not hold up the others', async () => {
    const connections = [await engine().connect('many-1'), await engine().connect('many-2')]
    const replies: unknown[] = []
    const program = async (redis: Connection) => {
      replies.push(await Promise.all([redis.incr('interleave:many'), redis.incr('interleave:many')]))
    }
    await interleave(
      connections.map((connection) => ({ connection, program })),
      seededRng(1),
    )
    expect(new Set(replies.flat())).toEqual(new Set([1, 2, 3, 4]))
  })

  test('the failure of a client is the failure of the whole', async () => {
    const connection = await engine().connect('fails')
    const program = async (redis: Connection) => {
      await redis.ping()
      throw new Error('in the program')
    }
    await expect(interleave([{ connection, program }], seededRng(1))).rejects.toThrow('in the program')
  })
})
