import { oneOf, wholeNumber } from '../_kit/check.js'
import { guarded, type Hook } from '../_kit/hook.js'
import type { RedisLike } from '../_kit/redis-like.js'
import type { TopicsOptions } from './options.js'
import { sendTo, type SocketEvent, type SocketLike, type SocketPolicy } from './sockets.js'
import type { Subscription } from './subscription.js'
import { Topics } from './topics.js'
import type { Gap, Published, TopicMessage } from './types.js'

/** What a socket is sent. */
export type Frame = string | Uint8Array<ArrayBuffer>

/** How sockets are served. Rooms are topics: their options are those of `Topics`. */
export interface BroadcastOptions<Message> extends TopicsOptions<Message> {
  /** What sockets are sent for a message, made once for all of them. Default: `{ topic, seq, value }` as JSON. */
  frame?: (message: TopicMessage<Message>) => Frame
  /** What sockets are sent for a gap, so that they can load their page again. Default: nothing. */
  gapFrame?: (gap: Gap) => Frame
  /** A socket for which more bytes wait is too slow. Default: 1 MiB. */
  maxBufferedBytes?: number
  /** `'close'`: a slow socket is closed, and may come back. `'skip'`: it misses the message. Default: `'close'`. */
  whenSlow?: 'close' | 'skip'
  /** Hears of slow sockets, and of those that fail. */
  onSocketEvent?: Hook<SocketEvent>
}

interface Room {
  readonly sockets: Set<SocketLike>
  readonly opened: Promise<Subscription>
}

/**
 * Rooms of web sockets over many servers: whoever publishes to a room reaches its sockets on all of them. Each
 * process has one connection that listens, with one subscription for each room that has sockets here, however many.
 *
 * Sockets get the messages of a room in order. One that is too slow, or fails, does not hold up the others.
 *
 * @example
 * ```ts
 * import { Broadcast } from 'redis-patterns/pubsub'
 *
 * const socket = { sent: [], send(data) { this.sent.push(data) } }
 * const chat = new Broadcast(redis, { prefix: 'chat:' })
 * await chat.join('room-7', socket)
 * await chat.publish('room-7', { text: 'Hello' })
 * while (socket.sent.length === 0) await redis.ping() // It comes a moment later.
 * socket.sent // -> ['{"topic":"room-7","seq":1,"value":{"text":"Hello"}}']
 * await chat.close()
 * ```
 */
export class Broadcast<Message = unknown> implements AsyncDisposable {
  readonly #topics: Topics<Message>
  readonly #rooms = new Map<string, Room>()
  readonly #policy: SocketPolicy
  readonly #frame: (message: TopicMessage<Message>) => Frame
  readonly #gapFrame: ((gap: Gap) => Frame) | undefined

  /** @throws {TypeError} when an option is not what it should be. */
  constructor(redis: RedisLike, options: BroadcastOptions<Message> = {}) {
    const { frame = asJson, gapFrame, maxBufferedBytes = 2 ** 20, whenSlow = 'close' } = options
    this.#policy = {
      maxBufferedBytes: wholeNumber(maxBufferedBytes, 'maxBufferedBytes'),
      whenSlow: oneOf(whenSlow, 'whenSlow', ['close', 'skip']),
      event: guarded(options.onSocketEvent),
    }
    this.#frame = frame
    this.#gapFrame = gapFrame
    this.#topics = new Topics(redis, options)
  }

  /** How many rooms have sockets here. */
  get rooms(): number {
    return this.#rooms.size
  }

  /**
   * How many sockets a room has in this process.
   *
   * @example
   * ```ts
   * const chat = new Broadcast(redis)
   * await chat.join('room-7', { send() {} })
   * chat.count('room-7') // -> 1
   * chat.count('room-8') // -> 0
   * await chat.close()
   * ```
   */
  count(room: string): number {
    return this.#rooms.get(room)?.sockets.size ?? 0
  }

  /**
   * Puts a socket into a room: when it resolves, every message that is published from then on will be sent to it. A
   * socket may be in many rooms. The first of a room costs as `Topic.subscribe`; others send nothing to Redis.
   *
   * @throws what the server says; then the socket is not in the room.
   * @example
   * ```ts
   * const chat = new Broadcast(redis)
   * const socket = { send() {} }
   * await chat.join('room-7', socket)
   * await chat.leave('room-7', socket)
   * chat.rooms // -> 0
   * await chat.close()
   * ```
   */
  async join(room: string, socket: SocketLike): Promise<void> {
    const { sockets, opened } = this.#rooms.get(room) ?? this.#open(room)
    sockets.add(socket)
    await opened
  }

  /**
   * Takes a socket out of a room. One UNSUBSCRIBE when it was the last here.
   *
   * @example
   * ```ts
   * const chat = new Broadcast(redis)
   * await chat.leave('room-7', { send() {} })
   * chat.count('room-7') // -> 0
   * await chat.close()
   * ```
   */
  async leave(room: string, socket: SocketLike): Promise<void> {
    const found = this.#rooms.get(room)
    if (!found?.sockets.delete(socket) || found.sockets.size > 0) return
    this.#rooms.delete(room)
    const subscription = await found.opened.catch(() => undefined)
    await subscription?.close()
  }

  /**
   * Takes a socket out of all rooms: for its `close` event.
   *
   * @example
   * ```ts
   * const chat = new Broadcast(redis)
   * const socket = { send() {} }
   * await chat.join('room-7', socket)
   * await chat.remove(socket)
   * chat.rooms // -> 0
   * await chat.close()
   * ```
   */
  async remove(socket: SocketLike): Promise<void> {
    await Promise.all([...this.#rooms.keys()].map((room) => this.leave(room, socket)))
  }

  /**
   * Publishes to a room: to its sockets on all servers. One EVALSHA.
   *
   * @throws as `Topic.publish`.
   * @example
   * ```ts
   * const chat = new Broadcast(redis)
   * const { seq } = await chat.publish('room-7', { text: 'Hello' })
   * seq // -> 1
   * await chat.close()
   * ```
   */
  publish(room: string, message: Message): Promise<Published> {
    return this.#topics.publish(room, message)
  }

  /**
   * Sends to the sockets of a room in this process only; to how many. Nothing is sent to Redis.
   *
   * @example
   * ```ts
   * const chat = new Broadcast(redis)
   * await chat.join('room-7', { send() {} })
   * chat.sendHere('room-7', 'This server restarts in a minute.') // -> 1
   * await chat.close()
   * ```
   */
  sendHere(room: string, frame: Frame): number {
    let sent = 0
    for (const socket of this.#rooms.get(room)?.sockets ?? []) {
      const became = sendTo(socket, frame, room, this.#policy)
      if (became === 'sent') sent++
      if (became === 'gone') void this.remove(socket)
    }
    return sent
  }

  /**
   * Ends all subscriptions and the connection. The sockets stay as they are. Publishing goes on working. Again: nothing.
   *
   * @example
   * ```ts
   * const chat = new Broadcast(redis)
   * await chat.close()
   * ```
   */
  async close(): Promise<void> {
    this.#rooms.clear()
    await this.#topics.close()
  }

  /** As `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #open(name: string): Room {
    const opened = this.#topics
      .topic(name)
      .subscribe((message) => this.sendHere(name, this.#frame(message)), {
        onGap: (gap) => this.#tell(name, gap),
      })
    const room = { sockets: new Set<SocketLike>(), opened }
    this.#rooms.set(name, room)
    opened.catch(() => {
      if (this.#rooms.get(name) === room) this.#rooms.delete(name)
    })
    return room
  }

  #tell(room: string, gap: Gap): void {
    if (this.#gapFrame) this.sendHere(room, this.#gapFrame(gap))
  }
}

function asJson<Message>({ topic, seq, value }: TopicMessage<Message>): string {
  return JSON.stringify({ topic, seq, value })
}
