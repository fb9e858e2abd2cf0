import { afterEach, beforeEach, expect, it } from 'vitest'
import { Broadcast, type BroadcastOptions, type SocketEvent } from '../../../src/patterns/pubsub/index.js'
import { freshName, onAnyServer, onEveryServer } from '../support/servers.js'
import { soon } from './support/soon.js'

/** A web socket that keeps what it is sent. */
class FakeSocket {
  readonly sent: string[] = []
  readyState = 1
  bufferedAmount = 0
  closedWith: number | undefined
  send(data: unknown): void {
    this.sent.push(String(data))
  }
  close(code?: number): void {
    this.closedWith = code
  }
}

const frame = ({ value }: { value: string }) => value

onEveryServer('web sockets on two servers', (redis) => {
  let servers: [Broadcast<string>, Broadcast<string>]
  beforeEach(() => {
    const options = { prefix: `${freshName()}:`, frame }
    servers = [new Broadcast<string>(redis(), options), new Broadcast<string>(redis(), options)]
  })
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()))
  })

  it('get what is published to their room on either, in order, and nothing of other rooms', async () => {
    const sockets = Array.from({ length: 4 }, () => new FakeSocket())
    const [one, two, three, other] = sockets as [FakeSocket, FakeSocket, FakeSocket, FakeSocket]
    await servers[0].join('a', one)
    await servers[0].join('a', two)
    await servers[1].join('a', three)
    await servers[1].join('b', other)
    await servers[0].publish('a', '1')
    await servers[1].publish('a', '2')
    await servers[0].publish('b', '3')
    await soon(() =>
      expect(sockets.map(({ sent }) => sent)).toEqual([['1', '2'], ['1', '2'], ['1', '2'], ['3']]),
    )
  })

  it('are counted, and cost one subscription for each room that has any', async () => {
    const [one, two] = [new FakeSocket(), new FakeSocket()]
    await servers[0].join('a', one)
    await servers[0].join('a', two)
    await servers[0].join('b', one)
    expect([servers[0].rooms, servers[0].count('a'), servers[0].count('b')]).toEqual([2, 2, 1])
    await servers[0].remove(one)
    expect([servers[0].rooms, servers[0].count('a'), servers[0].count('b')]).toEqual([1, 1, 0])
    await servers[0].leave('a', two)
    await servers[0].leave('a', two)
    expect(servers[0].rooms).toBe(0)
    expect(await servers[1].publish('a', 'nobody')).toMatchObject({ receivers: 0 })
  })

  it('can come and go at the same time', async () => {
    const socket = new FakeSocket()
    await Promise.all([
      servers[0].join('a', socket),
      servers[0].leave('a', socket),
      servers[0].join('a', socket),
    ])
    await servers[1].publish('a', 'x')
    await soon(() => expect(socket.sent).toEqual(['x']))
  })
})

onAnyServer('a socket', (redis) => {
  const events: SocketEvent[] = []
  const open: Broadcast<string>[] = []
  const make = (options: BroadcastOptions<string> = {}) => {
    const onSocketEvent = (event: SocketEvent) => events.push(event)
    const made = new Broadcast<string>(redis(), {
      prefix: `${freshName()}:`,
      frame,
      onSocketEvent,
      ...options,
    })
    open.push(made)
    return made
  }
  afterEach(async () => {
    events.length = 0
    await Promise.all(open.splice(0).map((each) => each.close()))
  })

  /** Sends to a socket beside a good one, which must get it in any case. */
  async function beside(chat: Broadcast<string>, socket: FakeSocket): Promise<void> {
    const good = new FakeSocket()
    await chat.join('a', socket)
    await chat.join('a', good)
    await chat.publish('a', 'x')
    await soon(() => expect(good.sent).toEqual(['x']))
  }

  it('that is too slow is closed, so that what waits for it does not fill the memory', async () => {
    const [chat, slow] = [make({ maxBufferedBytes: 100 }), new FakeSocket()]
    slow.bufferedAmount = 101
    await beside(chat, slow)
    expect(slow).toMatchObject({ sent: [], closedWith: 1013 })
    expect(events).toEqual([{ type: 'socket slow', room: 'a', socket: slow, closed: true }])
    expect(chat.count('a')).toBe(1)
  })

  it('that is too slow and can be ended at once does not have to say goodbye', async () => {
    const slow = Object.assign(new FakeSocket(), { bufferedAmount: 2 ** 20 + 1, ended: false })
    await beside(make(), Object.assign(slow, { terminate: () => (slow.ended = true) }))
    expect(slow).toMatchObject({ ended: true, closedWith: undefined })
  })

  it('that is too slow misses messages and stays, where that was chosen', async () => {
    const [chat, slow] = [make({ whenSlow: 'skip' }), new FakeSocket()]
    slow.bufferedAmount = 2 ** 20 + 1
    await beside(chat, slow)
    slow.bufferedAmount = 0
    await chat.publish('a', 'y')
    await soon(() => expect(slow.sent).toEqual(['y']))
    expect(events).toMatchObject([{ type: 'socket slow', closed: false }])
  })

  it('that throws is taken out, and the others get their message', async () => {
    const [chat, broken] = [make(), new FakeSocket()]
    const error = new Error('broken')
    broken.send = () => {
      throw error
    }
    await beside(chat, broken)
    expect(events).toEqual([{ type: 'socket failed', room: 'a', socket: broken, error }])
    expect(chat.count('a')).toBe(1)
  })

  it('that has closed is taken out; one that is still opening only misses the message', async () => {
    const [chat, closed, opening] = [make(), new FakeSocket(), new FakeSocket()]
    closed.readyState = 3
    opening.readyState = 0
    await chat.join('a', opening)
    await beside(chat, closed)
    expect([closed.sent, opening.sent]).toEqual([[], []])
    expect(chat.count('a')).toBe(2)
  })

  it('gets what is sent here only, and by default a message with its topic and number', async () => {
    const socket = new FakeSocket()
    const chat = make()
    await chat.join('a', socket)
    expect(chat.sendHere('a', 'here')).toBe(1)
    expect(socket.sent).toEqual(['here'])
    await using plain = new Broadcast<string>(redis(), { prefix: freshName() })
    const other = new FakeSocket()
    await plain.join('b', other)
    await plain.publish('b', 'x')
    await soon(() => expect(other.sent).toEqual(['{"topic":"b","seq":1,"value":"x"}']))
  })

  it('cannot join when Redis cannot be asked, and is then in no room', async () => {
    const dead = redis().duplicate({ lazyConnect: true, retryStrategy: null, port: 1, host: '127.0.0.1' })
    dead.on('error', () => {}) // Nobody listens on port 1.
    await using chat = new Broadcast<string>(dead)
    await expect(chat.join('a', new FakeSocket())).rejects.toThrow()
    expect(chat.rooms).toBe(0)
  })
})
