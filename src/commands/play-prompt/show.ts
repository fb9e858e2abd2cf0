import { quoteArgument } from '../../render/redis-cli.js'
import { replyLines } from '../../render/reply-lines.js'
import type { Symbols } from '../../render/symbols.js'
import { visible } from '../../render/text/escape.js'
import { type Line, lineOf, type Role } from '../../render/text/line.js'
import { wrap } from '../../render/text/wrap.js'
import { stateLines } from '../../render/view/keys.js'
import { wireLines } from '../../render/view/wires.js'
import { isError } from '../../scenario/reply.js'
import { type KeysOutcome, type Outcome, type ReplyOutcome } from './outcome.js'

/** More lines than these of one reply are counted, not shown. */
const MOST_LINES = 500

export interface Show {
  width: number
  symbols: Symbols
}

/** An outcome as lines of the screen. */
export function outcomeLines(outcome: Outcome, show: Show): Line[] {
  switch (outcome.type) {
    case 'reply':
      return answer(outcome, show)
    case 'waiting':
      return prose(`${outcome.client} waits for ${commandText(outcome.command)}`, show, 'quiet')
    case 'message':
      return [lineOf(`${outcome.client} hears:`, 'actor'), ...values(outcome.message)]
    case 'refused':
      return prose(outcome.why, show, 'bad')
    case 'keys':
      return keyLines(outcome, show)
    case 'text':
      return outcome.text.split('\n').flatMap((line) => prose(line, show))
    case 'seed':
      return [
        ...wireLines(outcome.sent, 0, show.width, show.symbols),
        ...prose(`${outcome.pattern}: ${outcome.text}`, show),
      ]
  }
}

/** As it can be pasted again. */
export function commandText(command: readonly string[]): string {
  return command.map(quoteArgument).join(' ')
}

function answer({ client, command, reply, status, late, explained }: ReplyOutcome, show: Show): Line[] {
  const whose = late ? [lineOf(`${client} got the reply to ${commandText(command)}`, 'actor')] : []
  const all = replyLines(reply, status)
  const shown = all.slice(0, MOST_LINES).map((line) => lineOf(line, isError(reply) ? 'bad' : 'reply'))
  const more =
    all.length > MOST_LINES
      ? [lineOf(`${all.length - MOST_LINES} more lines; --json has them all`, 'quiet')]
      : []
  return [...whose, ...shown, ...more, ...(explained === undefined ? [] : prose(explained, show, 'quiet'))]
}

function values(message: readonly string[]): Line[] {
  return replyLines([...message]).map((line) => lineOf(line, 'reply'))
}

function keyLines({ keys, more }: KeysOutcome, { width, symbols }: Show): Line[] {
  if (keys.length === 0) return [lineOf('there are no keys', 'quiet')]
  const lines = stateLines({ type: 'state', title: '', keys }, width, symbols)
  return more ? [...lines, lineOf('there are more; name a pattern, as in .keys user:*', 'quiet')] : lines
}

/** Wrapped between words; what follows the first line keeps its indent. */
function prose(text: string, { width }: Show, role?: Role): Line[] {
  const indent = /^ */.exec(text)?.[0] ?? ''
  return wrap(visible(text.trim()), width - indent.length).map((line) => lineOf(indent + line, role))
}
