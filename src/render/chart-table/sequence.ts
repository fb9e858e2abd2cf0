import type { Cell, SequenceChart } from '../../scenario/event.js'
import { withoutPrefix } from '../data/key-prefix.js'
import { BEFORE, type Moment, momentsOf } from '../data/moments.js'
import { commandWords, formatReply } from '../redis-cli.js'
import type { Symbols } from '../symbols.js'
import { changeWords } from '../view/key-change.js'
import { moreWords } from '../words.js'
import { markedCell, type Numbers } from './numbers.js'

/** A cell is wrapped, but nobody reads a page of one argument or reply. */
const LONGEST_ARGUMENT = 48
const LONGEST_REPLY = 80

interface Said {
  who: string | null
  what: string
  reply: string | null
}

/** A row for each command, and for what was said or broken after it. */
export function sequenceTable(chart: SequenceChart, symbols: Symbols): Numbers {
  return {
    columns: [
      { label: 'step', align: 'right' },
      { label: 'client' },
      { label: 'command' },
      { label: 'reply' },
      { label: 'keys after' },
    ],
    rows: momentsOf(withoutPrefix(chart)).flatMap((moment) => momentRows(moment, chart.clients, symbols)),
  }
}

/** The keys stand in the row of what changed them. */
function momentRows(moment: Moment, clients: readonly string[], symbols: Symbols): Cell[][] {
  const { broken, step, notes = [] } = moment
  const nameOf = (client = -1) => clients[client] ?? null
  const steps = stepsOf(moment, nameOf(moment.client), symbols)
  const said = notes.map(({ client, text }): Said => ({ who: nameOf(client), what: text, reply: null }))
  const wrong = broken === undefined ? [] : [{ who: null, what: `BROKEN: ${broken}`, reply: null }]
  return [...steps, ...said, ...wrong].map(({ who, what, reply }, index): Cell[] => [
    step === '' ? null : markedCell(step, broken === undefined ? undefined : 'bad'),
    who,
    what,
    reply,
    index === steps.length - 1 ? changeWords(moment, symbols) : null,
  ])
}

function stepsOf({ commands, label, isStart }: Moment, who: string | null, symbols: Symbols): Said[] {
  const sent = commands.map((one): Said => ({
    who,
    what: [...commandWords(one, symbols, LONGEST_ARGUMENT), ...moreWords(one.omitted ?? 0, symbols)].join(
      ' ',
    ),
    reply: one.reply === undefined ? null : formatReply(one.reply, LONGEST_REPLY, symbols),
  }))
  const other = label === undefined && sent.length > 0 ? [] : [{ who, what: label ?? '', reply: null }]
  return isStart ? [{ who, what: BEFORE, reply: null }] : [...sent, ...other]
}
