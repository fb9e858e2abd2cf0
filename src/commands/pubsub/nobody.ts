import { Topic } from '../../patterns/pubsub/index.js'
import { NaiveTopic } from '../../patterns/pubsub/naive.js'
import type { Event } from '../../scenario/event.js'
import { topicOptions } from './options.js'
import { Heard } from './heard.js'
import type { PubsubScenario, PubsubStage } from './params.js'
import { messages, PLAIN } from './servers.js'

export const nobody: PubsubScenario = {
  name: 'nobody',
  title: 'Nobody listens: the message is gone',
  summary: 'Messages are published before anybody subscribes. Pub/sub keeps nothing; an outbox does.',
  uses: ['messages'],
  next: [{ command: 'redis-patterns pubsub drop', why: 'a server that is away for a moment' }],
  run: playNobody,
}

async function* playNobody(stage: PubsubStage): AsyncGenerator<Event, void, void> {
  const sent = messages(stage.params.messages)
  const [app, web] = [await stage.actor('app', PLAIN), await stage.actor('web-1', PLAIN)]

  yield {
    type: 'note',
    text: `app publishes ${sent.length} messages while nobody listens, then web-1 subscribes, then one more message comes. PUBLISH answers 0 for the early ones. That is not an error, so nobody notices.`,
  }
  const naive = { prefix: stage.namespace, name: 'naive' }
  const publisher = new NaiveTopic<string>(app, naive)
  const reached: number[] = []
  for (const message of sent) reached.push(await publisher.publish(message))
  const early = new Heard()
  await new NaiveTopic<string>(web, naive).subscribe(early.add)
  await publisher.publish('last')
  await early.includes('last')
  yield heardTable('nobody.naive', 'SUBSCRIBE afterwards', sent, early.items)
  yield {
    type: 'verdict',
    id: 'nobody.naive',
    claim: 'what was published before the subscription is gone',
    holds: early.items.join() === 'last' && reached.every((count) => count === 0),
    detail: `PUBLISH answered ${reached.join(', ')}; web-1 heard ${early.items.join(' ')}`,
  }
  yield* withOutbox(stage, sent)
}

async function* withOutbox(stage: PubsubStage, sent: readonly string[]): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'The same with an outbox: the script that publishes also writes the message to a stream, in one step. A subscriber that asks for messages from number 1 first gets what the stream holds, then what is new.',
  }
  const late = new Heard()
  const topic = stage.use(
    new Topic<string>(await stage.actor('app-2'), topicOptions(stage, 'safe', 'app', { outbox: true })),
  )
  for (const message of sent) await topic.publish(message)
  const reader = stage.use(
    new Topic<string>(await stage.actor('web-2'), topicOptions(stage, 'safe', 'web-2', { outbox: true })),
  )
  await reader.subscribe(({ value }) => late.add(value), { from: 1 })
  await late.count(sent.length)
  await topic.publish('last')
  await late.includes('last')
  yield heardTable('nobody.safe', 'subscribe from number 1', sent, late.items)
  yield await stage.state('what the outbox holds', [`${stage.namespace}{safe}:outbox`])
  yield {
    type: 'verdict',
    id: 'nobody.safe',
    claim: 'with an outbox a late subscriber misses nothing',
    holds: late.items.join() === [...sent, 'last'].join(),
    detail: `web-2 heard ${late.items.join(' ')}`,
  }
}

function heardTable(id: string, title: string, sent: readonly string[], heard: readonly string[]): Event {
  return {
    type: 'table',
    id,
    title,
    columns: [{ label: 'message' }, { label: 'heard' }],
    rows: [...sent, 'last'].map((message) => {
      const got = heard.includes(message)
      return [message, { value: got ? 'yes' : 'no', mark: got ? 'good' : 'bad' }]
    }),
  }
}
