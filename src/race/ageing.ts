import type { Connection } from '../engine/engine.js'
import { RUN_STARTS_AT } from '../scenario/clock.js'
import { shiftIdle } from '../scenario/idle.js'

/** The time of one order. */
export interface Ageing {
  readonly now: () => number
  /** Moves the clock, and brings the keys closer to their expiry, or lets them expire. */
  advance(ms: number): Promise<void>
}

/** The same start for every order. Nobody watches keys expire here, so one that is due is simply gone. */
export function ageing(janitor: Connection, keys: () => readonly string[]): Ageing {
  let now = RUN_STARTS_AT
  return {
    now: () => now,
    async advance(ms) {
      now += ms
      const all = keys()
      const ttls = await all.reduce((trip, key) => trip.pttl(key), janitor.pipeline()).exec()
      const trip = janitor.pipeline()
      all.forEach((key, index) => {
        const ttl = Number(ttls?.[index]?.[1])
        if (ttl >= 0) trip.pexpire(key, ttl - ms)
      })
      await trip.exec()
      await shiftIdle(janitor, all, ms)
    },
  }
}
