import type { Argument } from '../embedded/resp-client.js'

/** How much of two replies must agree: all, all but the order of a list or the last digit, or only the types. */
export type Agreement = 'exact' | 'unordered' | 'nearly' | 'types'

export interface Step {
  readonly client: string
  /** A command, or nothing to only wait for a reply. */
  readonly command?: readonly Argument[]
  /** Whether to wait for the reply at once. */
  readonly waits: boolean
  readonly agreement: Agreement
}

/** Words between single spaces, or an array where an argument has spaces or is empty. */
export type Command = string | readonly Argument[]

export interface Group {
  readonly name: string
  readonly steps: readonly (Command | Step)[]
}

export function toStep(step: Command | Step): Step {
  if (typeof step === 'object' && 'client' in step) return step
  const command = typeof step === 'string' ? step.split(' ') : step
  return { client: 'main', command, waits: true, agreement: 'exact' }
}

/** For lists that have no order, such as the members of a set. */
export const unordered = (command: Command): Step => ({ ...toStep(command), agreement: 'unordered' })

/** For seconds that may pass between two commands. */
export const nearly = (command: Command): Step => ({ ...toStep(command), agreement: 'nearly' })

/** For replies that tell the time, a count of bytes, or chance. */
export const types = (command: Command): Step => ({ ...toStep(command), agreement: 'types' })

/** The same on another connection. */
export const as = (client: string, command: Command | Step): Step => ({ ...toStep(command), client })

/** Sends a command that blocks. Its reply is read by `answer`. */
export const start = (client: string, command: Command): Step => ({ ...as(client, command), waits: false })

/** Waits for the reply of a blocked command, or for a pushed message. */
export const answer = (client: string): Step => ({ client, waits: true, agreement: 'exact' })

export function titleOf({ client, command }: Step): string {
  const words = command?.map((word) => (Buffer.isBuffer(word) ? word.toString('hex') : String(word))) ?? [
    '<answer>',
  ]
  return [...(client === 'main' ? [] : [`[${client}]`]), ...words].join(' ')
}
