import type { Listener, Unsubscribe } from '../_kit/subscriber.js'
import { before, type Envelope, readEnvelope } from './envelope.js'
import type { Hub, Place } from './hub.js'
import type { Intake } from './intake.js'
import { checkSubscribe, type ListenOptions, type SubscribeOptions } from './options.js'
import { Sequencer, type Start } from './sequencer.js'
import type { Position } from './types.js'

/** How many topics a subscription to a pattern follows. Of one beyond that, gaps are not noticed. */
const MOST_LANES = 10_000

/** Resolves when the server has confirmed the subscription, and it is known after which message it begins. */
export async function openTopic<Message>(
  hub: Hub<Message>,
  owner: object,
  place: Place,
  options: SubscribeOptions,
): Promise<Intake<Message>> {
  checkSubscribe(options, hub.hasOutbox)
  const intake = hub.intake(owner, options)
  const sequencer = sequencerOf(hub, place, intake)
  const listener = listenerOf(hub, intake, place.name, {
    receive: (envelope) => sequencer.receive(envelope),
    restored() {
      intake.restored([place.name])
      sequencer.restored()
    },
  })
  await intake.open(async () => {
    const unsubscribe = await subscribe(hub, place.channel, listener)
    try {
      const { head } = await hub.read(place, undefined, 1)
      const [start, isUpToDate] = startOf(options, head)
      if (start.id !== undefined) intake.start = { ...start, id: start.id }
      sequencer.begin(start, isUpToDate)
    } catch (error) {
      await unsubscribe()
      throw error
    }
    return unsubscribe
  })
  return intake
}

/** All topics whose names match a glob: each is put in order for itself, from the first message that is heard of it. */
export async function openPattern<Message>(
  hub: Hub<Message>,
  owner: object,
  glob: string,
  options: ListenOptions,
): Promise<Intake<Message>> {
  const pattern = hub.pattern(glob)
  const intake = hub.intake(owner, options)
  const lanes = new Map<string, Sequencer>()
  const listener = listenerOf(hub, intake, glob, {
    receive(envelope, channel) {
      const lane = lanes.get(channel) ?? sequencerOf(hub, hub.place(hub.nameOf(channel)), intake)
      if (!lanes.has(channel)) lane.begin(before(envelope), true)
      if (lanes.size < MOST_LANES) lanes.set(channel, lane)
      lane.receive(envelope)
    },
    restored() {
      intake.restored([...lanes.keys()].map((channel) => hub.nameOf(channel)))
      for (const lane of lanes.values()) lane.restored()
    },
  })
  await intake.open(() => hub.plain.psubscribe(pattern, listener))
  return intake
}

function sequencerOf<Message>(hub: Hub<Message>, place: Place, intake: Intake<Message>): Sequencer {
  const source = {
    outbox: hub.hasOutbox,
    read: (from: number | undefined, count: number) => hub.read(place, from, count),
    heard: () => hub.heard(place.channel),
  }
  return new Sequencer(source, intake.outlet(place.name), intake.limit, intake.signal)
}

async function subscribe<Message>(
  hub: Hub<Message>,
  channel: string,
  listener: Listener,
): Promise<Unsubscribe> {
  if (hub.sharded === undefined) return hub.plain.subscribe(channel, listener)
  await hub.needSharded()
  return hub.sharded.subscribe(channel, listener)
}

function listenerOf<Message>(
  { event }: Hub<Message>,
  intake: Intake<Message>,
  topic: string,
  { receive, restored }: { receive(envelope: Envelope, channel: string): void; restored(): void },
): Listener {
  return {
    onMessage(bytes, channel) {
      try {
        receive(readEnvelope(bytes), channel)
      } catch (error) {
        event({ type: 'unreadable', topic, error })
      }
    },
    onLost() {
      event({ type: 'lost', topic })
      intake.lost()
    },
    onRestored() {
      event({ type: 'restored', topic })
      restored()
    },
  }
}

function startOf({ from, after }: SubscribeOptions, head: Position): [start: Start, isUpToDate: boolean] {
  if (after) return [after, false]
  if (from === undefined || from > head.seq) return [head, true]
  return [{ history: head.history, seq: from - 1, id: from === 1 ? '' : undefined }, false]
}
