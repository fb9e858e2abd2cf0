import { NaiveTopic } from '../../patterns/pubsub/naive.js'
import type { Event } from '../../scenario/event.js'
import { Heard } from './heard.js'
import type { PubsubScenario, PubsubStage } from './params.js'
import { messages, servers } from './servers.js'

export const fanout: PubsubScenario = {
  name: 'fanout',
  title: 'Fan-out: one PUBLISH, every server',
  summary: 'Several web servers subscribe to a channel. One PUBLISH reaches them all.',
  uses: ['servers', 'messages'],
  next: [{ command: 'redis-patterns pubsub nobody', why: 'what becomes of a message that nobody hears' }],
  run: playFanout,
}

async function* playFanout(stage: PubsubStage): AsyncGenerator<Event, void, void> {
  const names = servers(stage.params.servers)
  const sent = messages(stage.params.messages)
  const options = { prefix: stage.namespace, name: 'news' }

  yield {
    type: 'note',
    text: `${names.length} web servers send SUBSCRIBE. From then on Redis pushes each message to their connections; nobody polls. PUBLISH answers how many connections got it.`,
  }
  const heard = new Map<string, Heard>()
  for (const name of names) {
    const ear = new Heard()
    heard.set(name, ear)
    await new NaiveTopic<string>(await stage.actor(name), options).subscribe(ear.add)
  }
  const app = await stage.actor('app')
  const publisher = new NaiveTopic<string>(app, options)
  const reached: number[] = []
  for (const message of sent) reached.push(await publisher.publish(message))
  for (const ear of heard.values()) await ear.count(sent.length)
  yield {
    type: 'table',
    id: 'fanout',
    title: 'who heard what',
    columns: [{ label: 'server' }, { label: 'heard, in order' }],
    rows: [...heard].map(([name, { items }]) => [name, items.join(' ')]),
  }
  yield {
    type: 'verdict',
    id: 'fanout.all',
    claim: 'every server heard every message, in the order of publishing',
    holds: [...heard.values()].every(({ items }) => items.join() === sent.join()),
    detail: `${sent.length} messages, ${names.length} servers, ${[...heard.values()].flatMap(({ items }) => items).length} deliveries`,
  }
  yield {
    type: 'verdict',
    id: 'fanout.receivers',
    claim: 'PUBLISH answers how many connections got the message',
    holds: app.isCluster || reached.every((count) => count === names.length),
    detail: app.isCluster ? 'on a cluster only those of one node are counted' : reached.join(', '),
  }
  // The client of a cluster listens on a connection of its own already.
  if (!app.isCluster) yield* busy(stage, names[0] ?? '')
}

async function* busy(stage: PubsubStage, name: string): AsyncGenerator<Event, void, void> {
  const redis = await stage.actor(name)
  const key = `${stage.namespace}{news}:count`
  yield {
    type: 'note',
    text: `A connection that listens can do nothing else in RESP2, the protocol that most clients speak. ${name} tries to read a key on the connection it subscribed with. A server needs a second connection for its own commands; the library makes one by itself.`,
  }
  const refusal = await redis.get(key).then(
    () => 'answered',
    (error: Error) => error.message,
  )
  const other = await (await stage.actor('app')).get(key)
  yield {
    type: 'table',
    id: 'busy',
    title: 'GET on two connections',
    columns: [{ label: 'connection' }, { label: 'answer' }],
    rows: [
      [`${name}, which listens`, { value: refusal, mark: 'bad' }],
      ['app, which does not', { value: other ?? '(nil)', mark: 'good' }],
    ],
  }
  yield {
    type: 'verdict',
    id: 'fanout.busy',
    claim: 'a connection that listens takes no other commands',
    holds: /subscriber mode|subscriber|allowed in this context/i.test(refusal),
    detail: refusal,
  }
}
