import type { Command } from 'ioredis'
import type { SequenceRow } from '../scenario/event.js'
import { readReply, textOf } from '../scenario/reply.js'
import { describeCommand } from '../scenario/trace.js'
import { exactly } from './snapshot.js'
import type { Unit } from './unit.js'

/** What a step was and what came of it. */
export interface Account {
  readonly label?: string
  /** With the replies that have come so far: a command that waits has none. */
  commands(): SequenceRow['commands']
  /** The reply in a line. */
  answer(): string
  /** What its client learned from it, exactly. */
  learned(): string
}

const LOST = 'Connection is closed.'

/** To be called before the unit goes: it reads the replies, or lets them be lost on the way. */
export function accountOf(unit: Unit, isLost: boolean): Account {
  if (unit.said !== undefined) return accountOfWork(unit.said)
  const replies: unknown[] = unit.commands.map(() => NONE)
  unit.commands.forEach((command, index) => {
    const keep = (reply: unknown) => void (replies[index] = reply)
    if (isLost) loseReply(command, keep)
    else command.promise.then(keep, keep)
  })
  const shown = (reply: unknown) => (reply === NONE ? {} : { reply: readReply(reply) })
  return {
    ...(isLost && { label: 'the reply is lost' }),
    commands: () =>
      unit.commands.map((command, index) => ({ ...describeCommand(command), ...shown(replies[index]) })),
    answer: () => textOf(readReply(replies[0])),
    learned: () =>
      exactly(isLost ? [] : replies.map((reply) => (reply instanceof Error ? reply.message : reply))),
  }
}

function loseReply(command: Command, keep: (reply: unknown) => void): void {
  command.resolve = (reply: unknown) => {
    keep(reply)
    command.reject(new Error(LOST))
  }
}

const NONE = Symbol('no reply yet')

/** `reads the database: 7` */
function accountOfWork(said: () => { words: string; result: unknown }): Account {
  const label = () => {
    const { words, result } = said()
    if (result === undefined) return words
    return `${words}: ${typeof result === 'string' ? result : exactly(result)}`
  }
  return {
    get label() {
      return label()
    },
    commands: () => [],
    answer: label,
    learned: label,
  }
}

/** Of what is neither a command nor work. */
export function plain(label: string): Account {
  return { label, commands: () => [], answer: () => label, learned: () => label }
}
