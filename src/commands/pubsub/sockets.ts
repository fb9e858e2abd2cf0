import { Broadcast, type SocketLike } from '../../patterns/pubsub/index.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { Heard } from './heard.js'
import type { PubsubScenario, PubsubStage } from './params.js'

const ROOM = 'room-7'
const SERVERS = ['web-1', 'web-2']
const LIMIT_BYTES = 1_000

export const sockets: PubsubScenario = {
  name: 'sockets',
  title: 'Two servers, one room of web sockets',
  summary:
    'Sockets are connected to two servers. A message that one server publishes reaches the sockets of both.',
  uses: ['sockets'],
  next: [{ command: 'redis-patterns pubsub sockets --sockets 100', why: 'more sockets, the same commands' }],
  run: playSockets,
}

/** Stands for a web socket: what it was sent is what a browser would show. */
class Tab implements SocketLike {
  readonly heard = new Heard()
  bufferedAmount = 0
  closed = false

  send(frame: string | Uint8Array): void {
    this.heard.add(String(frame))
  }

  close(): void {
    this.closed = true
  }
}

async function* playSockets(stage: PubsubStage): AsyncGenerator<Event, void, void> {
  const { sockets: count } = stage.params
  const chats = new Map<string, Broadcast<string>>()
  const tabs = new Map<string, Tab[]>()
  for (const server of SERVERS) {
    chats.set(server, await broadcast(stage, server))
    tabs.set(
      server,
      Array.from({ length: count }, () => new Tab()),
    )
  }

  yield {
    type: 'note',
    text: `A load balancer has put ${count} sockets on each of two servers. All of them join ${ROOM}. A server that sent to its own sockets only would reach half of the people. Each server subscribes once for the room, however many sockets it has.`,
  }
  for (const [server, chat] of chats) for (const tab of tabs.get(server) ?? []) await chat.join(ROOM, tab)
  const own = chats.get('web-1')?.sendHere(ROOM, 'only here') ?? 0
  await chats.get('web-1')?.publish(ROOM, 'for all')
  const everyone = [...tabs.values()].flat()
  for (const tab of everyone) await tab.heard.includes('for all')
  yield reached(tabs)
  yield {
    type: 'verdict',
    id: 'sockets.local',
    claim: 'what a server sends to its own sockets reaches only its share',
    holds:
      own === count && everyone.filter(({ heard }) => heard.items.includes('only here')).length === count,
    detail: `${own} of ${everyone.length} sockets`,
  }
  const all = everyone.filter(({ heard }) => heard.items.includes('for all')).length
  yield {
    type: 'verdict',
    id: 'sockets.all',
    claim: 'what is published reaches the sockets of both servers',
    holds: all === everyone.length,
    detail: `${all} of ${everyone.length} sockets, by one PUBLISH`,
  }
  yield* slow(chats, tabs)
}

async function broadcast(stage: PubsubStage, server: string): Promise<Broadcast<string>> {
  const { namespace: prefix, clock } = stage
  return stage.use(
    new Broadcast<string>(await stage.actor(server), {
      prefix,
      now: clock.now,
      ids: () => server,
      frame: ({ value }) => value,
      maxBufferedBytes: LIMIT_BYTES,
    }),
  )
}

async function* slow(
  chats: ReadonlyMap<string, Broadcast<string>>,
  tabs: ReadonlyMap<string, Tab[]>,
): AsyncGenerator<Event, void, void> {
  const [lagging] = tabs.get('web-2') ?? []
  if (lagging === undefined) return
  lagging.bufferedAmount = LIMIT_BYTES + 1
  yield {
    type: 'note',
    text: `One browser on web-2 reads too slowly: ${lagging.bufferedAmount} bytes wait for it, the limit is ${LIMIT_BYTES}. Its buffer would grow in the memory of the server. It is closed and may come back; nobody else waits for it.`,
  }
  await chats.get('web-1')?.publish(ROOM, 'still here')
  const others = [...tabs.values()].flat().filter((tab) => tab !== lagging)
  for (const tab of others) await tab.heard.includes('still here')
  const served = others.filter(({ heard }) => heard.items.includes('still here')).length
  yield reached(tabs)
  yield {
    type: 'verdict',
    id: 'sockets.slow',
    claim: 'a socket that is too slow is closed, and the others get the message',
    holds: lagging.closed && served === others.length && !lagging.heard.items.includes('still here'),
    detail: `${served} of the ${others.length} others got it; the slow one was ${lagging.closed ? '' : 'not '}closed`,
  }
}

function reached(tabs: ReadonlyMap<string, Tab[]>): TableEvent {
  const frames = [...new Set([...tabs.values()].flat().flatMap(({ heard }) => heard.items))]
  return {
    type: 'table',
    id: `sockets.${frames.length}`,
    title: 'sockets that got it',
    columns: [{ label: 'message' }, ...[...tabs.keys()].map((label) => ({ label, align: 'right' as const }))],
    rows: frames.map((frame) => [
      frame,
      ...[...tabs.values()].map(
        (some) => `${some.filter(({ heard }) => heard.items.includes(frame)).length} of ${some.length}`,
      ),
    ]),
  }
}
