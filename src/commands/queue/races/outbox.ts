import type { Invariant } from '../../../race/define.js'

/** What the mail server has seen. */
export interface Outbox {
  /** How often the one mail was sent. */
  sent: number
}

export const emptyOutbox = (): Outbox => ({ sent: 0 })

export const noneLost: Invariant<Outbox> = {
  claim: 'no job is lost',
  when: 'at the end',
  broken: ({ world }) => (world.sent === 0 ? 'all workers are done, and the mail was never sent' : undefined),
}

export const noneTwice: Invariant<Outbox> = {
  claim: 'no job is done twice',
  broken: ({ world }) => (world.sent > 1 ? `the mail was sent ${world.sent} times` : undefined),
}
