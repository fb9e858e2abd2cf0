import { Topic, Topics } from '../../patterns/pubsub/index.js'
import type { Event } from '../../scenario/event.js'
import { Heard } from './heard.js'
import { topicOptions } from './options.js'
import type { PubsubScenario, PubsubStage } from './params.js'

const ROOMS = ['room-1', 'room-2', 'lobby']

export const kinds: PubsubScenario = {
  name: 'kinds',
  title: 'Patterns and shards: which channels reach whom',
  summary:
    'PSUBSCRIBE listens to every channel that fits a pattern. SSUBSCRIBE keeps a message in its shard of a cluster.',
  uses: [],
  next: [{ command: 'redis-patterns pubsub sockets', why: 'rooms of web sockets over two servers' }],
  run: playKinds,
}

async function* playKinds(stage: PubsubStage): AsyncGenerator<Event, void, void> {
  const { namespace: prefix, clock } = stage
  const rooms = (actor: string) => ({ prefix, now: clock.now, ids: () => actor })
  const publisher = stage.use(new Topics<string>(await stage.actor('app'), rooms('app')))
  const reader = stage.use(new Topics<string>(await stage.actor('web-1'), rooms('web-1')))

  yield {
    type: 'note',
    text: `web-1 sends one PSUBSCRIBE with room-*, and app publishes to ${ROOMS.join(', ')}. Redis compares each message with every pattern that anybody listens to, so many patterns make every PUBLISH slower; a name is looked up at once.`,
  }
  const byPattern = new Heard()
  await reader.subscribe('room-*', ({ topic }) => byPattern.add(topic))
  const everything = new Heard()
  await reader.subscribe('*', ({ topic }) => everything.add(topic))
  for (const room of ROOMS) await publisher.publish(room, 'hello')
  await everything.count(ROOMS.length)
  // Channels have no order among each other: on a cluster their messages come from several nodes.
  const fitting = byPattern.items.toSorted()
  yield {
    type: 'table',
    id: 'kinds.pattern',
    title: 'who hears a message to',
    columns: [{ label: 'channel' }, { label: 'room-*' }, { label: '*' }],
    rows: ROOMS.map((room) => [
      room,
      yesNo(byPattern.items.includes(room)),
      yesNo(everything.items.includes(room)),
    ]),
  }
  yield {
    type: 'verdict',
    id: 'kinds.pattern',
    claim: 'a pattern hears just the channels that fit it',
    holds: fitting.join() === ROOMS.filter((room) => room.startsWith('room-')).join(),
    detail: `room-* heard ${fitting.join(', ')}`,
  }
  yield* sharded(stage)
}

async function* sharded(stage: PubsubStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'On a cluster PUBLISH goes to every node, so each message costs as much on ten nodes as on one. SPUBLISH (Redis 7.0) stays in the shard that owns the slot of the channel, and SSUBSCRIBE connects there. The two do not hear each other.',
  }
  const options = (actor: string, isSharded: boolean) => ({
    ...topicOptions(stage, 'scores', actor),
    sharded: isSharded,
  })
  const topicOf = async (actor: string, isSharded: boolean) =>
    stage.use(new Topic<string>(await stage.actor(actor), options(actor, isSharded)))
  const [plainEar, shardEar] = [new Heard(), new Heard()]
  try {
    await (await topicOf('web-3', true)).subscribe(({ value }) => shardEar.add(value))
  } catch (error) {
    if ((error as { code?: string }).code !== 'NO_SHARDED_CHANNELS') throw error
    yield { type: 'skip', what: 'sharded channels', needs: 'SPUBLISH, from Redis 7.0 on' }
    return
  }
  await (await topicOf('web-2', false)).subscribe(({ value }) => plainEar.add(value))
  await (await topicOf('app', true)).publish('by SPUBLISH')
  await (await topicOf('app', false)).publish('by PUBLISH')
  await Promise.all([plainEar.count(1), shardEar.count(1)])
  yield {
    type: 'table',
    id: 'kinds.sharded',
    title: 'one channel name, two kinds',
    columns: [{ label: 'sent' }, { label: 'SUBSCRIBE' }, { label: 'SSUBSCRIBE' }],
    rows: ['by PUBLISH', 'by SPUBLISH'].map((sent) => [
      sent,
      yesNo(plainEar.items.includes(sent)),
      yesNo(shardEar.items.includes(sent)),
    ]),
  }
  yield {
    type: 'verdict',
    id: 'kinds.sharded',
    claim: 'plain and sharded subscribers of one name hear only their own kind',
    holds: plainEar.items.join() === 'by PUBLISH' && shardEar.items.join() === 'by SPUBLISH',
    detail: `SUBSCRIBE heard ${plainEar.items.join()}, SSUBSCRIBE heard ${shardEar.items.join()}`,
  }
}

function yesNo(heard: boolean): string {
  return heard ? 'hears it' : '–'
}
