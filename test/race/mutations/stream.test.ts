import book from '../../../src/commands/stream/races/index.js'
import type { Race, Version } from '../../../src/race/define.js'
import type { StreamUnderTest } from '../../../src/race/under-test/stream.js'
import { findEach } from '../../support/findings.js'
import { type Changes, edit, instead, mutant, split } from '../../support/mutant.js'

type Mutate = (race: Race) => Version<unknown>

const UNREAD = 'whoever has read an event reads all that follow'
const LOST = 'no event is lost'
const TWICE = 'no event is done twice'

/** Faults put into the safe stream, the race that must find each, and what it must find broken. */
const MUTATIONS: [fault: string, race: string, claim: string, mutate: Mutate][] = [
  [
    'begins a new tail with each read',
    'between-reads',
    UNREAD,
    made(({ anew }) => ({ read: () => anew().read() })),
  ],
  [
    'never takes what others have left',
    'dead-worker',
    LOST,
    scripts({ 'claim.lua': edit('candidates, deleted = reply[2]', 'candidates, deleted = {}') }),
  ],
  [
    'confirms all that it reads, and works then',
    'acked-first',
    LOST,
    made(({ api }) => ({ work: collecting(api) })),
  ],
  [
    'takes what others have just begun',
    'claim',
    TWICE,
    scripts({ 'claim.lua': edit("consumer, ARGV[3], ARGV[4], 'COUNT'", "consumer, 0, ARGV[4], 'COUNT'") }),
  ],
  [
    'looks for what is idle in one command and claims it in another',
    'claim',
    TWICE,
    scripts({ 'claim.lua': lookingFirst() }),
  ],
  [
    'never confirms',
    'acked-first',
    'what is done is not done again while nobody dies',
    scripts({ xack: instead(() => Promise.resolve(0)) }),
  ],
  [
    'confirms what has failed',
    'claim',
    LOST,
    scripts({
      'set-idle.lua': edit(/redis.call\('XCLAIM', .*\)/, "redis.call('XACK', KEYS[1], ARGV[1], ARGV[i])"),
    }),
  ],
  [
    'forgets a worker with all that it had in hand',
    'claim',
    LOST,
    scripts({ 'remove-consumers.lua': edit('wanted and about.pending == 0', 'wanted') }),
  ],
]

findEach(
  'a stream',
  book,
  MUTATIONS.map(([fault, race, claim, how]) => [fault, race, how, claim]),
)

function scripts(changes: Changes): Mutate {
  return (race) => mutant(race, changes)
}

/** The safe version with some of its methods in another way. */
function made(
  change: (given: { api: StreamUnderTest; anew: () => StreamUnderTest }) => Partial<StreamUnderTest>,
): Mutate {
  return ({ safe }) => ({
    title: 'a mutant',
    make(redis, place) {
      const anew = () => safe.make(redis, place) as StreamUnderTest
      const api = anew()
      return { ...api, ...change({ api, anew }) }
    },
  })
}

function collecting(api: StreamUnderTest): StreamUnderTest['work'] {
  return async (handle) => {
    const events: string[] = []
    await api.work(async (event) => void events.push(event))
    for (const event of events) await handle(event)
  }
}

/** As claim.lua does it for one entry, and in several commands. */
function lookingFirst() {
  return split(async (redis, [stream = ''], [group = '', consumer = '', minIdleMs = '']) => {
    if (minIdleMs === '') return ['', [], [], []]
    const idle = (await redis.xpending(stream, group, 'IDLE', minIdleMs, '-', '+', '1')) as [id: string][]
    const taken: unknown[] = []
    for (const [id] of idle) {
      const claimed = await redis.callBuffer('xclaim', [stream, group, consumer, '0', id])
      const [[, fields]] = claimed as [[id: Buffer, fields: Buffer[]]]
      taken.push(Buffer.from(id), 2, fields)
    }
    return ['', taken, [], []]
  })
}
