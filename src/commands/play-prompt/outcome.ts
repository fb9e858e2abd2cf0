import { isError } from '../../scenario/reply.js'
import type { KeyView, Reply, WireEvent } from '../../scenario/event.js'

/** What a line led to. Plain data, so that it can be printed, written as JSON, or checked. */
export type Outcome =
  | ReplyOutcome
  | WaitingOutcome
  | MessageOutcome
  | RefusedOutcome
  | KeysOutcome
  | TextOutcome
  | SeedOutcome

/** A command was answered. */
export interface ReplyOutcome {
  type: 'reply'
  client: string
  /** As it was typed, name first. */
  command: string[]
  reply: Reply
  /** The reply is a status, which is shown without quotes. */
  status?: true
  /** It came after `waiting`. */
  late?: true
  roundTrips: number
  /** What an error, or a nil that surprises, means. */
  explained?: string
}

/** The server has not answered a blocking command, and answered a later one: the client waits. */
export interface WaitingOutcome {
  type: 'waiting'
  client: string
  command: string[]
}

/** Something was published. */
export interface MessageOutcome {
  type: 'message'
  client: string
  /** `message`, channel and payload, as on the wire; `pmessage` has the pattern before the channel. */
  message: string[]
}

/** Nothing was sent. */
export interface RefusedOutcome {
  type: 'refused'
  client: string
  why: string
}

export interface KeysOutcome {
  type: 'keys'
  keys: KeyView[]
  /** There are more than these. */
  more: boolean
}

export interface TextOutcome {
  type: 'text'
  text: string
}

/** Data of a pattern was put there, by these commands of its library. */
export interface SeedOutcome {
  type: 'seed'
  pattern: string
  sent: WireEvent[]
  text: string
}

/** Did a command err, or was it refused? */
export function isFailure(outcome: Outcome): boolean {
  return outcome.type === 'refused' || (outcome.type === 'reply' && isError(outcome.reply))
}
