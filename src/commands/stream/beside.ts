import { NaiveTopic } from '../../patterns/pubsub/naive.js'
import type { BarsChart, Cell, Event } from '../../scenario/event.js'
import { orders, orderStream } from './orders.js'
import type { StreamScenario, StreamStage } from './params.js'
import { marked, ranges, table } from './tables.js'
import { channelOf, type Heard, LOG, overChannel, overStream, SERVERS, WHO } from './ways.js'

export const beside: StreamScenario = {
  name: 'beside',
  title: 'Beside pub/sub: who was away?',
  summary: 'The same orders over a channel and into a stream. web-2 is away for a while, web-3 comes late.',
  uses: ['entries'],
  next: [
    { command: 'redis-patterns stream beside --entries 60', why: 'a longer absence' },
    { command: 'redis-patterns stream', why: 'all about streams' },
  ],
  run: playBeside,
}

async function* playBeside(stage: StreamStage): AsyncGenerator<Event, void, void> {
  const all = orders(stage.params.entries)
  const third = Math.floor(all.length / 3)
  const parts = {
    before: all.slice(0, third),
    away: all.slice(third, 2 * third),
    after: all.slice(2 * third),
  }

  yield {
    type: 'note',
    text: `${all.length} orders are published to a channel. web-1 listens all the time. The connection of web-2 is cut for orders ${ranges(parts.away)}, and subscribes again. web-3 subscribes when all are out. A channel pushes to those who are there and forgets.`,
  }
  const channel = await overChannel(stage, parts)
  yield heardTable('beside.channel', all, { 'pub/sub': channel })
  yield {
    type: 'verdict',
    id: 'beside.channel',
    claim: 'over a channel, who was away misses it, and who comes late hears nothing',
    holds:
      channel['web-1'].join() === all.join() &&
      channel['web-2'].join() === [...parts.before, ...parts.after].join() &&
      channel['web-3'].length === 0,
    detail: `web-2 missed ${ranges(missing(all, channel['web-2']))}, web-3 heard ${channel['web-3'].length}`,
  }

  yield {
    type: 'note',
    text: 'The same orders go into a stream. web-2 comes back with the id of the last entry that it has read, and reads on after it. web-3 begins at the start. Redis keeps the entries for both; that is what it costs.',
  }
  const stream = await overStream(stage, parts)
  yield heardTable('beside', all, { 'pub/sub': channel, stream })
  yield {
    type: 'verdict',
    id: 'beside.stream',
    claim: 'from a stream everybody reads everything, in order',
    holds: Object.values(stream).every((heard) => heard.join() === all.join()),
    detail: Object.entries(stream)
      .map(([server, heard]) => `${server} ${heard.length}`)
      .join(', '),
  }
  yield chart(all, { 'pub/sub': channel, stream })
  yield* choose(stage, all, { channel, stream })
}

async function* choose(
  stage: StreamStage,
  all: readonly number[],
  { channel, stream }: { channel: Heard; stream: Heard },
): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'Choose pub/sub when a message is worth nothing a second later: typing indicators, live scores, "forget this key". Choose a stream when each event counts, when readers come and go, or when workers share the work and report it done. A stream must be trimmed; a channel needs no care.',
  }
  const app = await stage.actor('shop-2')
  const { channel: name } = new NaiveTopic(app, channelOf(stage))
  const log = orderStream(stage, app, LOG)
  const kept = { channel: await app.exists(name), stream: (await log.info()).length }
  const rows = SERVERS.map((server): Cell[] => [
    `missed by ${server}, ${WHO[server]}`,
    ...[channel, stream].map((heard) => {
      const lost = missing(all, heard[server]).length
      return marked(lost, lost === 0)
    }),
  ])
  yield table(
    'beside.choose',
    `${all.length} orders`,
    ['', 'pub/sub#', 'stream#'],
    [...rows, ['entries kept in Redis', kept.channel, kept.stream]],
  )
  yield {
    type: 'verdict',
    id: 'beside.kept',
    claim: 'a channel keeps nothing, a stream keeps everything',
    holds: kept.channel === 0 && kept.stream === all.length,
    detail: `${kept.channel} and ${kept.stream} entries`,
  }
}

function missing(all: readonly number[], heard: readonly number[]): number[] {
  return all.filter((order) => !heard.includes(order))
}

function heardTable(id: string, all: readonly number[], ways: Record<string, Heard>): Event {
  const rows = SERVERS.map((server): Cell[] => [
    server,
    ...Object.values(ways).map((heard) =>
      marked(ranges(heard[server]), missing(all, heard[server]).length === 0),
    ),
  ])
  return table(id, `${all.length} orders: who heard which`, ['server', ...Object.keys(ways)], rows)
}

function chart(all: readonly number[], ways: Record<string, Heard>): BarsChart {
  const bars = Object.entries(ways).flatMap(([way, heard]) =>
    SERVERS.map((server) => ({
      label: `${server}, ${way}`,
      value: heard[server].length,
      mark: heard[server].length === all.length ? ('good' as const) : ('bad' as const),
    })),
  )
  return {
    type: 'chart',
    id: 'beside.heard',
    kind: 'bars',
    title: 'orders heard',
    unit: 'orders',
    bars,
    words: bars
      .map(({ label, value }) => `${label}: ${value} of ${all.length}`)
      .join('; ')
      .concat('.'),
  }
}
