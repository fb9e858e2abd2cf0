import type { Invariant, Me } from '../../../race/define.js'
import type { PubsubUnderTest } from '../../../race/under-test/pubsub.js'
import { forever } from './shared.js'

/** What was published, and what became of it at the one client that listens. */
export interface News {
  /** How many messages each client has published. */
  published: number[]
  /** The same, when the subscription was there: what follows is to be heard. */
  before: number[] | null
  /** How often each message was heard: `m2.1` is the first of client-2. */
  heard: Record<string, number>
  isToldOfLoss: boolean
}

export function noNews(clients: number): News {
  return { published: Array.from({ length: clients }, () => 0), before: null, heard: {}, isToldOfLoss: false }
}

/** client-1 listens, the others publish so many messages each. */
export async function followNews(me: Me<PubsubUnderTest>, world: News, messages: number): Promise<void> {
  const { api, client } = me
  if (client > 1) {
    for (let number = 1; number <= messages; number++) {
      await api.publish(`m${client}.${number}`)
      world.published[client - 1] = number
    }
    return
  }
  const heard = (message: string) => {
    world.heard[message] = (world.heard[message] ?? 0) + 1
  }
  const missed = () => {
    world.isToldOfLoss = true
    me.says('knows that it missed something')
  }
  await api.subscribe(heard, missed)
  world.before = [...world.published]
  me.says('listens')
  await forever()
}

export const NEWS_INVARIANTS: readonly Invariant<News>[] = [
  { claim: 'no message is heard twice', broken: ({ world }) => heardTwice(world) },
  {
    claim: 'who listens hears every message, or that it missed some',
    when: 'at the end',
    broken: ({ world }) => lostWithoutWord(world),
  },
]

function heardTwice({ heard }: News): string | undefined {
  const twice = Object.keys(heard).find((message) => (heard[message] ?? 0) > 1)
  return twice && `${twice} was heard ${heard[twice]} times`
}

function lostWithoutWord({ published, before, heard, isToldOfLoss }: News): string | undefined {
  if (before === null || isToldOfLoss) return undefined
  const due = published.flatMap((count, index) =>
    Array.from({ length: count }, (_, earlier) => earlier + 1)
      .filter((number) => number > (before[index] ?? 0))
      .map((number) => `m${index + 1}.${number}`),
  )
  const lost = due.find((message) => heard[message] === undefined)
  return lost && `${lost} was published and not heard, and client-1 does not know`
}
