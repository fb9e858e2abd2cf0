import type { Hook } from '../_kit/hook.js'

/** What a web socket looks like: those of `ws`, of Deno and Bun, of the browser, and most others fit. */
export interface SocketLike {
  send(data: string | Uint8Array<ArrayBuffer>): unknown
  /** Bytes that wait to be sent. Without it, a slow socket is not noticed. */
  readonly bufferedAmount?: number
  /** 1: open; above: closing or closed. Without it, it counts as open. */
  readonly readyState?: number
  close?(code?: number, reason?: string): unknown
  /** Ends it without waiting for what it has not sent. Used before `close`, where there is one. */
  terminate?(): unknown
}

/** What happened to a socket. */
export type SocketEvent =
  /** More than `maxBufferedBytes` wait for it: it was closed, or this message was left out for it. */
  | { type: 'socket slow'; room: string; socket: SocketLike; closed: boolean }
  /** `send` threw. It was taken out of all rooms. */
  | { type: 'socket failed'; room: string; socket: SocketLike; error: unknown }

/** When a socket is too slow, and what happens to it. */
export interface SocketPolicy {
  maxBufferedBytes: number
  whenSlow: 'close' | 'skip'
  event: Hook<SocketEvent>
}

const OPEN = 1
const TRY_AGAIN_LATER = 1013

/** What became of a socket that something was sent to. `'gone'`: it must be forgotten. */
export type Sent = 'sent' | 'skipped' | 'gone'

/** Sends to one socket. Whatever it does, it does not hurt the others. */
export function sendTo(
  socket: SocketLike,
  data: string | Uint8Array<ArrayBuffer>,
  room: string,
  policy: SocketPolicy,
): Sent {
  const { readyState = OPEN, bufferedAmount = 0 } = socket
  if (readyState !== OPEN) return readyState > OPEN ? 'gone' : 'skipped'
  if (bufferedAmount > policy.maxBufferedBytes) return tooSlow(socket, room, policy)
  try {
    socket.send(data)
    return 'sent'
  } catch (error) {
    policy.event({ type: 'socket failed', room, socket, error })
    return 'gone'
  }
}

function tooSlow(socket: SocketLike, room: string, { whenSlow, event }: SocketPolicy): Sent {
  const closed = whenSlow === 'close'
  event({ type: 'socket slow', room, socket, closed })
  if (!closed) return 'skipped'
  try {
    if (socket.terminate) socket.terminate()
    else socket.close?.(TRY_AGAIN_LATER, 'too slow')
  } catch (error) {
    event({ type: 'socket failed', room, socket, error })
  }
  return 'gone'
}
