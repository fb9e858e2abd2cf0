import { describe, expect, it } from 'vitest'
import book from '../../../src/commands/ratelimit/races/index.js'
import { onEachEngine } from '../../support/engines.js'
import { exploreOn } from '../../support/explored.js'
import { type Changes, edit, mutant, split } from '../../support/mutant.js'

const LOG = 'take-sliding-window-log.lua'
const FIXED = 'take-fixed-window.lua'

/** Faults put into the safe limiters, the race that must find each, and what it finds broken. */
const MUTATIONS: [fault: string, race: string, claim: RegExp, changes: Changes][] = [
  [
    'counts in one command and adds in another',
    'count-then-add',
    /no window/,
    {
      [LOG]: split(async (redis, [log = ''], [now = '', , , limit, windowMs = '']) => {
        const used = await redis.zcard(log)
        if (used >= Number(limit)) return [0, 1, 1]
        await redis.multi().zadd(log, now, `${now}-${used}`).pexpire(log, windowMs).exec()
        return [Number(limit) - used - 1, 0, Number(windowMs)]
      }),
    },
  ],
  ['lets one more in', 'count-then-add', /no window/, { [LOG]: edit('if left < cost', 'if left < 0') }],
  [
    'forgets the expiry of the log',
    'count-then-add',
    /expires/,
    { [LOG]: edit("redis.call('PEXPIRE', key, lifetime(window_ms))", '') },
  ],
  [
    'names a request by its time',
    'same-millisecond',
    /no window/,
    { [LOG]: edit(/local first = [^]*?end\n/, 'local first = now\n') },
  ],
  [
    "counts from the start of the clock's minute",
    'border',
    /no window/,
    { [LOG]: edit('now - window + 1', 'now - now % window') },
  ],
  [
    'lets the log expire too early',
    'border',
    /no window/,
    { [LOG]: edit('lifetime(window_ms)', 'window_ms / 2') },
  ],
  ['forgets the expiry of the count', 'crash', /expires/, { [FIXED]: edit(", 'PX', lifetime(left))", ')') }],
  [
    'sets the expiry in a second command',
    'crash',
    /expires/,
    {
      [FIXED]: split(async (redis, [count = ''], [, , cost = '', limit, windowMs = '']) => {
        const used = await redis.incrby(count, cost)
        if (used === Number(cost)) await redis.pexpire(count, windowMs)
        return [Number(limit) - used, used > Number(limit) ? 1 : 0, Number(windowMs)]
      }),
    },
  ],
]

onEachEngine((engine) => {
  describe('the races find a limiter that', () => {
    it.each(MUTATIONS)('%s', async (_fault, name, claim, changes) => {
      const race = book.races.find((each) => each.name === name)!
      const found = await exploreOn(engine(), { race, version: mutant(race, changes), clients: race.clients })
      expect([...found.broken.keys()]).toEqual([expect.stringMatching(claim)])
    })
  })
})
