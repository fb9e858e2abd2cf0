import { Topic } from '../../patterns/pubsub/index.js'
import { NaiveTopic } from '../../patterns/pubsub/naive.js'
import { UsageError } from '../../scenario/errors.js'
import type { Cell, Event } from '../../scenario/event.js'
import { Heard } from './heard.js'
import { topicOptions } from './options.js'
import type { PubsubScenario, PubsubStage } from './params.js'
import { messages, PLAIN } from './servers.js'

export const drop: PubsubScenario = {
  name: 'drop',
  title: 'A subscriber drops for a moment',
  summary:
    'The connection of one server breaks and comes back. What was published meanwhile is lost, then noticed, then caught up.',
  uses: ['messages', 'missed'],
  next: [{ command: 'redis-patterns pubsub drop --messages 20 --missed 10', why: 'a longer break' }],
  run: playDrop,
}

/** What a server knows after the break. */
interface Outcome {
  heard: readonly string[]
  /** How many the subscriber itself says it missed; undefined when it has no way to know. */
  noticed: number | undefined
}

async function* playDrop(stage: PubsubStage): AsyncGenerator<Event, void, void> {
  const { messages: total, missed } = stage.params
  if (missed >= total)
    throw new UsageError('--missed must be less than --messages', `give --missed ${total - 1} or less`)
  const outcomes: Record<string, Outcome> = {}

  yield {
    type: 'note',
    text: `app publishes ${total} messages. The connection of web-1 breaks before ${missed} of them and is back after. The client connects and subscribes again by itself, and nothing tells it that it missed something.`,
  }
  outcomes.naive = await breakNaive(stage)
  yield table('drop.naive', outcomes, total)
  yield {
    type: 'verdict',
    id: 'drop.naive',
    claim: 'the plain subscriber loses what was published during the break',
    holds: outcomes.naive.heard.length === total - missed,
    detail: `heard ${outcomes.naive.heard.join(' ')}: ${outcomes.naive.heard.length} of ${total}`,
  }

  yield {
    type: 'note',
    text: 'A Topic numbers its messages, and each names the one before it. The same break: after it the subscriber compares the last number it heard with the newest one, and reports the gap. It can load its page again instead of showing old data.',
  }
  outcomes.numbered = await breakTopic(stage, 'numbered', false)
  yield table('drop.numbered', outcomes, total)
  yield {
    type: 'verdict',
    id: 'drop.numbered',
    claim: 'with numbers the loss is noticed, to the message',
    holds: outcomes.numbered.noticed === missed,
    detail: `missed ${missed}, noticed ${outcomes.numbered.noticed}`,
  }

  yield {
    type: 'note',
    text: 'With an outbox the missing messages are read from its stream, in one round trip, before anything new is handed on. Nothing is lost, and the order is kept.',
  }
  outcomes.outbox = await breakTopic(stage, 'outbox', true)
  yield table('drop.outbox', outcomes, total)
  yield chart(outcomes, total)
  yield {
    type: 'verdict',
    id: 'drop.outbox',
    claim: 'with an outbox nothing is missing and the order is kept',
    holds: outcomes.outbox.heard.join() === messages(total).join() && outcomes.outbox.noticed === 0,
    detail: `heard ${outcomes.outbox.heard.length} of ${total}, in order`,
  }
}

async function breakNaive(stage: PubsubStage): Promise<Outcome> {
  const options = { prefix: stage.namespace, name: 'naive' }
  const publisher = new NaiveTopic<string>(await stage.actor('app', PLAIN), options)
  const web = await stage.actor('web-1', PLAIN)
  const ear = new Heard()
  await new NaiveTopic<string>(web, options).subscribe(ear.add)
  // The reply comes when the connection has subscribed again.
  const back = () => web.ping()
  await duringBreak(stage, 'web-1', ear, (message) => publisher.publish(message), back)
  return { heard: ear.items, noticed: undefined }
}

async function breakTopic(stage: PubsubStage, name: string, outbox: boolean): Promise<Outcome> {
  const server = `web-${name}`
  const publisher = stage.use(
    new Topic<string>(await stage.actor('app-2'), topicOptions(stage, name, 'app', { outbox })),
  )
  const reader = stage.use(
    new Topic<string>(await stage.actor(server), topicOptions(stage, name, server, { outbox })),
  )
  const ear = new Heard()
  const restored = new Heard()
  let noticed = 0
  await reader.subscribe(({ value }) => ear.add(value), {
    onGap: ({ missed }) => void (noticed += missed),
    onRestored: () => restored.add('restored'),
  })
  await duringBreak(
    stage,
    server,
    ear,
    (message) => publisher.publish(message),
    () => restored.count(1),
  )
  return { heard: ear.items, noticed }
}

/** Publishes one part before the break, one during it and one after; returns when the last one was heard. */
async function duringBreak(
  stage: PubsubStage,
  server: string,
  ear: Heard,
  publish: (message: string) => Promise<unknown>,
  back: () => Promise<unknown>,
): Promise<void> {
  const { messages: total, missed } = stage.params
  const all = messages(total)
  const before = Math.max(1, Math.floor((total - missed) / 2))
  for (const message of all.slice(0, before)) await publish(message)
  await ear.includes(all[before - 1] as string)
  const restore = await stage.cut(server)
  for (const message of all.slice(before, before + missed)) await publish(message)
  await restore()
  await back()
  for (const message of all.slice(before + missed)) await publish(message)
  if (before + missed < total) await ear.includes(all[total - 1] as string)
}

const LABELS: Record<string, string> = {
  naive: 'SUBSCRIBE',
  numbered: 'Topic',
  outbox: 'Topic with outbox',
}

function table(id: string, outcomes: Record<string, Outcome>, total: number): Event {
  const judged = (value: number, good: boolean): Cell => ({ value, mark: good ? 'good' : 'bad' })
  return {
    type: 'table',
    id,
    title: `${total} messages, one break`,
    columns: [
      { label: 'subscriber' },
      { label: 'heard', align: 'right' },
      { label: 'missed', align: 'right' },
      { label: 'and knows it', align: 'right' },
    ],
    rows: Object.entries(outcomes).map(([name, { heard, noticed }]) => {
      const lost = total - heard.length
      const known = noticed === undefined ? null : judged(noticed, noticed === lost)
      return [LABELS[name] ?? name, heard.length, judged(lost, lost === 0), known]
    }),
  }
}

function chart(outcomes: Record<string, Outcome>, total: number): Event {
  return {
    type: 'chart',
    id: 'drop.heard',
    kind: 'bars',
    title: 'messages heard',
    unit: 'messages',
    bars: Object.entries(outcomes).map(([name, { heard }]) => ({
      label: LABELS[name] ?? name,
      value: heard.length,
      mark: heard.length === total ? 'good' : 'bad',
    })),
    words: Object.entries(outcomes)
      .map(([name, { heard }]) => `${LABELS[name] ?? name} heard ${heard.length} of ${total}`)
      .join('; ')
      .concat('.'),
  }
}
