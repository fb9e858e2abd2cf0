import type { Intake } from './intake.js'
import type { Position, TopicMessage } from './types.js'

/** Called for each message in turn: the next one waits until its promise is settled. */
export type Handler<Message> = (message: TopicMessage<Message>) => unknown

/** A subscription with a handler. It listens until it is closed. */
export interface Subscription extends AsyncDisposable {
  /**
   * The last message that was handled, or before the first where it began. Kept somewhere, it lets a later
   * subscription go on `after` it. Undefined before the first when it began in the middle of the outbox (`from`). Of
   * a subscription to many topics it is the last one's, and of no use.
   */
  readonly position: Position | undefined
  /** Ends it: no message follows, and what still waits is thrown away. Again: nothing. */
  close(): Promise<void>
}

/** Messages for `for await`. Leaving the loop closes it, and an aborted signal ends the loop. */
export interface MessageStream<Message> extends AsyncIterableIterator<TopicMessage<Message>>, Subscription {
  [Symbol.asyncIterator](): MessageStream<Message>
}

/** Hands the messages to a handler, one after the other. */
export function handle<Message>(
  intake: Intake<Message>,
  handler: Handler<Message>,
  onError: (error: unknown, message: TopicMessage<Message>) => void,
): Subscription {
  let position = intake.start
  const work = async () => {
    for (let message = await intake.next(); message; message = await intake.next()) {
      try {
        await handler(message)
      } catch (error) {
        onError(error, message)
      }
      position = positionOf(message)
    }
  }
  void work()
  return {
    get position() {
      return position
    },
    close: () => intake.close(),
    [Symbol.asyncDispose]: () => intake.close(),
  }
}

/** Hands the messages to a loop. A message counts as handled when the loop asks for the next one. */
export function iterate<Message>(intake: Intake<Message>): MessageStream<Message> {
  let position = intake.start
  let current = position
  const end = { done: true, value: undefined } as const
  return {
    get position() {
      return position
    },
    async next() {
      position = current
      const message = await intake.next()
      if (message === undefined) return end
      current = positionOf(message)
      return { done: false, value: message }
    },
    async return() {
      await intake.close()
      return end
    },
    close: () => intake.close(),
    [Symbol.asyncDispose]: () => intake.close(),
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

function positionOf({ history, seq, id }: Position): Position {
  return { history, seq, id }
}
