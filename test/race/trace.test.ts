import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Step } from '../../src/race/steps.js'
import { Trace, type Touches } from '../../src/race/trace.js'

type Event = [client: number, touches: Touches]

/** The key of a way: each client's events in their order, chosen by turns. */
function keyOf(events: readonly Event[]): string {
  let trace = Trace.start
  for (const [client, touches] of events) trace = trace.with(go(client), touches)
  return trace.key
}

const go = (client: number): Step => ({ kind: 'go', client, line: 0 })
const reads = (...things: string[]): Touches => ({ things, writes: false })
const writes = (...things: string[]): Touches => ({ things, writes: true })

describe('a trace', () => {
  it.each<[what: string, one: Touches, other: Touches]>([
    ['writes of different keys', writes('a'), writes('b')],
    ['two reads of a key', reads('a'), reads('a')],
  ])('does not tell the order of %s', (_what, one, other) => {
    expect(
      keyOf([
        [0, one],
        [1, other],
      ]),
    ).toBe(
      keyOf([
        [1, other],
        [0, one],
      ]),
    )
  })

  it.each<[what: string, one: Touches, other: Touches]>([
    ['a read and a write of a key', reads('a'), writes('a')],
    ['two writes of a key', writes('a', 'b'), writes('c', 'b')],
    ['anything and what may touch everything', reads('a'), undefined],
  ])('tells the order of %s', (_what, one, other) => {
    expect(
      keyOf([
        [0, one],
        [1, other],
      ]),
    ).not.toBe(
      keyOf([
        [1, other],
        [0, one],
      ]),
    )
  })

  it('is the same for ways that differ by swaps of neighbours that commute, and only for those', () => {
    const event = fc.tuple(fc.nat(2), fc.constantFrom(reads('a'), writes('a'), writes('b'), undefined))
    fc.assert(
      fc.property(fc.array(event, { maxLength: 5 }), (events) => {
        const same = closure(events)
        for (const way of permutations(events)) {
          expect(keyOf(way) === keyOf(events)).toBe(same.has(JSON.stringify(labelled(way))))
        }
      }),
      { numRuns: 60 },
    )
  })
})

/** Events with the number that each has among those of its client and what it touches: enough to compare ways. */
function labelled(events: readonly Event[]) {
  return events.map(([client]) => client)
}

/** All ways that swaps of commuting neighbours lead to, as the clients that go. */
function closure(events: readonly Event[]): Set<string> {
  const seen = new Map([[JSON.stringify(labelled(events)), events]])
  const queue = [events]
  for (let way = queue.pop(); way !== undefined; way = queue.pop()) {
    for (let at = 0; at + 1 < way.length; at++) {
      const [one, other] = [way[at] as Event, way[at + 1] as Event]
      if (!commute(one, other)) continue
      const swapped = way.with(at, other).with(at + 1, one)
      const key = JSON.stringify(labelled(swapped))
      if (seen.has(key)) continue
      seen.set(key, swapped)
      queue.push(swapped)
    }
  }
  return new Set(seen.keys())
}

function commute([client, touches]: Event, [other, others]: Event): boolean {
  if (client === other || touches === undefined || others === undefined) return false
  if (!touches.writes && !others.writes) return true
  return !touches.things.some((thing) => others.things.includes(thing))
}

/** All ways to shuffle the clients' events, each client's own in their order. */
function permutations(events: readonly Event[]): Event[][] {
  if (events.length === 0) return [[]]
  const clients = [...new Set(events.map(([client]) => client))]
  return clients.flatMap((client) => {
    const at = events.findIndex(([other]) => other === client)
    return permutations(events.toSpliced(at, 1)).map((rest) => [events[at] as Event, ...rest])
  })
}
