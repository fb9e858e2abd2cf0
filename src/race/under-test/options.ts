/** What the race gives to an implementation that it makes: one for each client, anew for each order. */
export interface RaceOptions {
  /** Every key must start with this. */
  prefix: string
  /** The time, in ms since 1970. The race moves it; `Date.now()` tells the same. */
  now: () => number
  /** An id that is not used elsewhere, the same one each time that an order is run again. */
  ids: () => string
  /** Which client it is for, from 1. */
  client: number
}
