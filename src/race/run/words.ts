import { formatDuration } from '../../scenario/duration.js'
import { counted, grouped } from '../../scenario/text.js'
import type { Race } from '../define.js'
import type { RaceOptions } from './options.js'
import type { Survey } from './survey.js'

/** What the explorer does with the clients, in a few sentences. */
export function introduction({ faults = {} }: Race, clients: number, options: RaceOptions): string {
  const may = [
    faults.time &&
      `${formatDuration(faults.time.ms)} may pass between two steps${times(faults.time.times)} (t)`,
    faults.deaths && `a client may die${times(faults.deaths)} (1x)`,
    faults.lostReplies &&
      `a reply may be lost after its command was carried out${times(faults.lostReplies)} (1?)`,
    faults.cuts && `a subscriber may be cut off for a moment${times(faults.cuts)} (1c)`,
  ].filter((words) => typeof words === 'string')
  const start = `${clients} clients run the same program. Each stands still at every command; one of them is let go, then again one, ${inWhichOrder(options)}. A script or a transaction is one step.`
  return may.length === 0 ? start : `${start} And at any moment ${may.join(', or ')}.`
}

function inWhichOrder({ bound, random }: RaceOptions): string {
  if (random !== undefined) return `in ${counted(random, 'order')} that chance chooses`
  if (bound === undefined) return 'in every order that there is'
  return `in every order in which clients that could go on have to wait ${counted(bound, 'time')} at most`
}

function times(count: number): string {
  return count === 1 ? ', once' : `, up to ${count} times`
}

/** `explored 46 of 46 orders`, `explored 2,000 of about 3,100,000 orders` */
export function exploredWords({ orders, explored, isWhole, bound }: Survey): string {
  const within = bound === undefined ? '' : ' within the bound'
  if (isWhole) return `explored ${grouped(explored)} of ${counted(orders, 'order')}${within}`
  return `explored ${grouped(explored)} of about ${counted(rounded(orders), 'order')}`
}

/** What was looked at, where it was not all. */
export function whichOrders({ isWhole, bound }: Survey): string {
  if (!isWhole) return 'order that was run'
  return bound === undefined ? 'order' : 'order within the bound'
}

export function ordersCell({ orders, isWhole }: Survey): string {
  return isWhole ? grouped(orders) : `about ${grouped(rounded(orders))}`
}

/** Two digits: an estimate has no more. */
function rounded(estimate: number): number {
  return Math.round(Number(estimate.toPrecision(2)))
}
