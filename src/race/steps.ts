import { UsageError } from '../scenario/errors.js'

/** What happens at one step: `go` is a client's next command, or another thing that it does. */
export type Kind = 'go' | 'lose' | 'die' | 'hear' | 'cut' | 'time'

export interface Step {
  readonly kind: Kind
  /** Index of the client; -1 when time passes. */
  readonly client: number
  /** Which of the things that the client could do, when it does several at the same time. */
  readonly line: number
}

export const TIME: Step = { kind: 'time', client: -1, line: 0 }

export function stepOf(kind: Kind, client: number, line = 0): Step {
  return { kind, client, line }
}

const SIGNS: Readonly<Record<Exclude<Kind, 'time'>, string>> = {
  go: '',
  lose: '?',
  die: 'x',
  hear: 'm',
  cut: 'c',
}
const LINES = 'abefghij'
const STEP = new RegExp(`([1-9])([${LINES.slice(1)}]?)([?xmc]?)|t`, 'gy')

/** `1`: client 1 goes on. `1b`: with the second of its commands. `1x`: it dies. `1?`: its reply is lost. `t`: time passes. */
export function writeStep({ kind, client, line }: Step): string {
  if (kind === 'time') return 't'
  return `${client + 1}${line === 0 ? '' : LINES[line]}${SIGNS[kind]}`
}

export function writeSchedule(steps: readonly Step[]): string {
  return steps.map(writeStep).join('')
}

/** @throws {UsageError} at the first thing that is no step. */
export function readSchedule(text: string): Step[] {
  const steps: Step[] = []
  STEP.lastIndex = 0
  for (let at = 0; at < text.length; at = STEP.lastIndex) {
    const found = STEP.exec(text)
    if (found === null) throw unreadable(text, at)
    steps.push(readStep(found))
  }
  return steps
}

function readStep([, client, line = '', sign = '']: RegExpExecArray): Step {
  if (client === undefined) return TIME
  const [kind] = Object.entries(SIGNS).find(([, known]) => known === sign) as [Kind, string]
  return { kind, client: Number(client) - 1, line: line === '' ? 0 : LINES.indexOf(line) }
}

function unreadable(text: string, at: number): UsageError {
  return new UsageError(
    `"${text[at]}" at place ${at + 1} of the schedule is no step`,
    'a step is 1 (client 1 goes on), 1x (it dies), 1? (its reply is lost), 1m (it hears a message), 1c (it is cut off) or t (time passes)',
  )
}
