import { expect, it } from 'vitest'
import { bytes, json, Queue, type QueueOptions, type ValueCodec } from '../../../src/patterns/queue/index.js'
import { freshName, onEveryServer } from '../support/servers.js'

onEveryServer('a payload', (redis) => {
  const make = <Payload = string>(options: Partial<QueueOptions<Payload>> = {}) =>
    new Queue<Payload>(redis(), { name: freshName(), ...options })
  const drain = async <Payload>(queue: Queue<Payload>) =>
    (await queue.take(100)).map(({ payload }) => payload)

  it('keeps payloads byte by byte, and ids of any text', async () => {
    const queue = make({ codec: bytes })
    const payload = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    await queue.add(payload, { id: 'é {} 1 2\n' })
    const [job] = await queue.take(1)
    expect(job).toMatchObject({ payload, id: 'é {} 1 2\n' })
    expect(await queue.ack(job!)).toBe('done')
  })

  it('makes a dead letter of a payload that cannot be read, and takes the others', async () => {
    const name = freshName()
    const raw = make({ name, codec: bytes })
    await raw.add(Buffer.from('{'), { id: 'broken' })
    await raw.add(Buffer.from('"fine"'))
    const queue = make({ name, codec: json<string>() })
    expect(await drain(queue)).toEqual(['fine'])
    const [letter] = await queue.dead.list()
    expect(letter).toMatchObject({ id: 'broken', payload: undefined, attempts: 1 })
    expect(letter?.reason.name).toBe('SyntaxError')
  })

  it('asks the codec before it sends anything', async () => {
    const picky: ValueCodec<string> = {
      encode: (value) => {
        if (value === 'bad') throw new TypeError('bad')
        return value
      },
      decode: String,
    }
    const queue = make({ codec: picky })
    await expect(queue.addMany([{ payload: 'good' }, { payload: 'bad' }])).rejects.toThrow('bad')
    expect(await queue.stats()).toMatchObject({ waiting: 0 })
  })
})
