/** A place in a topic's history: the message to continue after. Plain data, to be stored by whoever consumes. */
export interface Position {
  /** Which history: another one after the server has lost its data. */
  history: string
  /** The number of the message in it, from 1. 0: before the first. */
  seq: number
  /** The id of that message. Empty: before the first. */
  id: string
}

/** A message, as a subscriber gets it. */
export interface TopicMessage<Message> extends Position {
  /** The name of the topic. */
  topic: string
  value: Message
  /** The `Topic` object that published it, in whatever process. */
  origin: string
  /** Milliseconds since 1970, by the server's clock, or by the publisher's `now`. */
  publishedAtMs: number
}

/** What `publish` did. */
export interface Published {
  /** The message's number in the history, from 1. */
  seq: number
  /** Unique for ever. */
  id: string
  /** Which history `seq` counts in. */
  history: string
  /**
   * How many connections the server gave it to. On a cluster only those of the node that owns the topic's slot: others
   * get it, too, but are not counted; a sharded topic counts all.
   */
  receivers: number
}

/**
 * What a subscriber did not get. `'missed'`: the messages `from` to `to`, both included, for they were published
 * while it could not hear, and are not in the outbox. `'new history'`: the server has lost its data, so that the
 * numbers start again or go back; how much of the old history was missed nobody knows, and `missed` is 0.
 */
export interface Gap {
  reason: 'missed' | 'new history'
  /** The name of the topic. */
  topic: string
  history: string
  from: number
  to: number
  missed: number
}

/** What happened in a topic, for metrics and logs. */
export type TopicEvent =
  | { type: 'published'; topic: string; seq: number; receivers: number }
  /** A message was handed to a subscriber. */
  | { type: 'delivered'; topic: string; seq: number }
  /** The connection is gone; another is made at once, and again until it works. */
  | { type: 'lost'; topic: string }
  /** It listens again; now it looks for what it missed. */
  | { type: 'restored'; topic: string }
  /** The subscriber is up to date after a loss, or after it was too slow. `replayed`: read from the outbox. */
  | { type: 'caught up'; topic: string; replayed: number }
  | { type: 'gap'; topic: string; gap: Gap }
  /** Its queue is full: what is published is no longer taken in, but read from the outbox, or missed. */
  | { type: 'too slow'; topic: string }
  /** The handler threw, or its promise was rejected. The next message follows. */
  | { type: 'handler failed'; topic: string; seq: number; error: unknown }
  /** The codec cannot decode the message, or somebody published to the channel by other means. It is left out. */
  | { type: 'unreadable'; topic: string; error: unknown }
  /** Redis did not answer while it caught up. It asks again. */
  | { type: 'catch-up failed'; topic: string; error: unknown }
