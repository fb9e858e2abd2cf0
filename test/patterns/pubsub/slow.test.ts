import { expect, it } from 'vitest'
import { type Gap, Topic, type TopicEvent } from '../../../src/patterns/pubsub/index.js'
import { freshName, onBothServers } from '../support/servers.js'
import { range } from './support/contenders.js'
import { soon } from './support/soon.js'

/** A handler that stands still until it is let go. */
function heldHandler() {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const handled: number[] = []
  const handler = async ({ value }: { value: number }) => {
    await held
    handled.push(value)
  }
  return { handler, handled, letGo }
}

onBothServers('a subscriber that is slower than its topic', (redis) => {
  const subscribe = async (outbox?: { maxLen: number }) => {
    const events: TopicEvent[] = []
    const gaps: Gap[] = []
    const onEvent = (event: TopicEvent) => events.push(event)
    const topic = new Topic<number>(redis(), { name: freshName(), onEvent, ...(outbox && { outbox }) })
    const { handler, handled, letGo } = heldHandler()
    await topic.subscribe(handler, { maxWaiting: 10, onGap: (gap) => gaps.push(gap) })
    const quick: number[] = []
    await topic.subscribe(({ value }) => quick.push(value)) // Over the same connection: it hears when the slow one does.
    for (const message of range(1, 200)) await topic.publish(message)
    await soon(() => expect(quick).toHaveLength(200))
    expect(events).toContainEqual({ type: 'too slow', topic: topic.name })
    return { topic, handled, letGo, gaps }
  }

  it('holds no more messages than told, and reads the rest from the outbox: none is lost', async () => {
    const { topic, handled, letGo, gaps } = await subscribe({ maxLen: 1_000 })
    letGo()
    await topic.publish(201)
    await soon(() => expect(handled.at(-1)).toBe(201))
    expect(handled).toEqual(range(1, 201))
    expect(gaps).toEqual([])
    await topic.close()
  })

  it('is told what it missed when there is no outbox, in its place between the messages', async () => {
    const { topic, handled, letGo, gaps } = await subscribe()
    letGo()
    await soon(() => expect(gaps.at(-1)?.to).toBe(200))
    await topic.publish(201)
    await soon(() => expect(handled.at(-1)).toBe(201))
    const missed = gaps.flatMap(({ from, to }) => range(from, to))
    expect([...handled, ...missed].sort((a, b) => a - b)).toEqual(range(1, 201))
    expect(missed.length).toBeGreaterThan(150)
    await topic.close()
  })
})
