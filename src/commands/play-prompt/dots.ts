import { UsageError } from '../../scenario/errors.js'
import { docOf, usageOf } from './explain.js'
import type { Outcome } from './outcome.js'
import type { Playground } from './playground.js'
import { seeds } from './seeds.js'

/** A word of the prompt itself. */
export interface Dot {
  args: string
  does: string
  run(ground: Playground, args: string[], text: string): Promise<Outcome[]>
}

const MOST_KEYS = 30
const ALL = '*'

const help: Dot = {
  args: '[command]',
  does: 'what there is, or what a Redis command does',
  async run({ session: { table } }, words) {
    if (words.length === 0) return [text(overview())]
    const doc = docOf(words, table)
    if (doc) return [text(`${usageOf(doc)}\n${doc.summary.replace(/\.?$/, '.')} Since Redis ${doc.since}.`)]
    const group = `${words[0]?.toUpperCase()} `
    const inside = [...table.values()].filter(({ name }) => name.startsWith(group))
    if (inside.length > 0) return [text(inside.map(usageOf).join('\n'))]
    throw new UsageError(`there is no command ${words.join(' ')}`, 'Tab completes the names of commands')
  },
}

const client: Dot = {
  args: '[name [command]]',
  does: 'type as another client, or let it do one command; all of them without a name',
  async run({ session }, [name], line) {
    if (name === undefined) return [text(clientLines(session))]
    if (!/^[a-z]\w{0,15}$/i.test(name))
      throw new UsageError(`"${name}" cannot name a client`, 'take a letter, and letters or digits after it')
    const command = line.replace(/^\.\S+\s+\S+\s*/, '')
    if (command !== '') return session.run(`${name}> ${command}`)
    await session.use(name)
    return []
  },
}

function clientLines({ clients, current }: Playground['session']): string {
  const lines = clients.map((one) => {
    const queued = one.queued?.map((words) => words.join(' ')) ?? []
    const doing = one.waiting
      ? `: ${one.waiting.join(' ')}`
      : queued.length > 0
        ? `: ${queued.join(' | ')}`
        : ''
    return `${one === current ? '*' : ' '} ${one.label}${doing}`
  })
  return lines.join('\n')
}

const stop: Dot = {
  args: '[client]',
  does: 'end what a client waits for or listens to, and connect it again',
  async run({ session }, [name = session.current.name]) {
    if (!session.clients.some((one) => one.name === name))
      throw new UsageError(`there is no client ${name}`, '.client lists them')
    await session.renew(name)
    return [text(`${name} has a new connection`)]
  },
}

const keys: Dot = {
  args: '[pattern|on|off]',
  does: 'the keys and what is in them; on: after every command',
  async run(ground, [word = ALL]) {
    if (word === 'on' || word === 'off') {
      ground.showsKeys = word === 'on'
      return word === 'on' ? [await look(ground, ALL)] : []
    }
    return [await look(ground, word)]
  },
}

/** A few keys as they are now. */
export async function look({ session: { pilot } }: Playground, pattern = ALL): Promise<Outcome> {
  const found = await pilot.keys(pattern, MOST_KEYS)
  return { type: 'keys', keys: await pilot.view(found.keys), more: found.more }
}

const seed: Dot = {
  args: '<pattern>',
  does: `put data of a pattern there: ${Object.keys(seeds).join(', ')}`,
  async run({ seeds: bed, session: { pilot }, showsTrace }, [pattern = '']) {
    const { sent, keys: planted, words } = await bed.plant(pattern)
    const views = await pilot.view(planted)
    return [
      { type: 'seed', pattern, sent: showsTrace ? sent : [], text: words },
      { type: 'keys', keys: views.filter(({ type }) => type !== 'none'), more: false },
    ]
  },
}

const reset: Dot = {
  args: '',
  does: 'begin anew; on a server of yours only what .seed put there is removed',
  async run(ground) {
    const { session, seeds: bed, options } = ground
    for (const { name } of session.clients) await session.renew(name)
    if (options.engine.owned) await session.pilot.connection.flushall()
    await bed.clear()
    return [text(options.engine.owned ? 'all keys are gone' : 'what .seed had put there is removed')]
  },
}

const trace: Dot = {
  args: '[on|off]',
  does: 'show the commands that the library sends for .seed',
  async run(ground, [word = 'on']) {
    ground.showsTrace = word !== 'off'
    return [text(`trace is ${ground.showsTrace ? 'on' : 'off'}`)]
  },
}

const quit: Dot = {
  args: '',
  does: 'end (Ctrl-D does, too)',
  async run({ session }) {
    session.ended = true
    return []
  },
}

/** By name, in the order of the help. */
export const dots: Readonly<Record<string, Dot>> = { help, client, stop, keys, seed, reset, trace, quit }

function overview(): string {
  const heads = Object.entries(dots).map(([name, { args }]) => `.${name} ${args}`.trimEnd())
  const lines = Object.values(dots).map(({ does }, index) => `${heads[index]}\n    ${does}`)
  return ['Any Redis command, or:', ...lines, 'b> GET x lets client b do one command.'].join('\n')
}

function text(shown: string): Outcome {
  return { type: 'text', text: shown }
}
