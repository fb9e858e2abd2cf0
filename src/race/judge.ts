import { nameOf } from './cast.js'
import type { Client } from './client.js'
import type { Look, Race } from './define.js'

/** An invariant that does not hold any more. */
export interface Broken {
  readonly claim: string
  readonly what: string
}

/** An order that is longer goes in circles. */
export const MOST_STEPS = 120

interface Case {
  race: Race
  look: Look<unknown>
  clients: readonly Client[]
  isEnd: boolean
  isEndless: boolean
}

/** The first invariant that does not hold; and no client may fail, or wait for ever. */
export async function judge({ race, look, clients, isEnd, isEndless }: Case): Promise<Broken | undefined> {
  for (const { claim, when = 'always', broken } of race.invariants) {
    if (when === 'at the end' && !isEnd) continue
    const what = await broken(look)
    if (what !== undefined) return { claim, what }
  }
  const failed = clients.find(({ outcome }) => outcome === 'failed')
  if (failed !== undefined) {
    return { claim: 'no client fails', what: `${nameOf(failed.index)} fails: ${messageOf(failed.failure)}` }
  }
  const what = isEnd ? unfinished(race, clients, isEndless) : undefined
  return what === undefined ? undefined : { claim: 'every client comes to its end', what }
}

function unfinished({ mayWait }: Race, clients: readonly Client[], isEndless: boolean): string | undefined {
  if (isEndless) return `after ${MOST_STEPS} steps there is no end in sight`
  const waiting = clients.find((client) => client.runs)
  return waiting === undefined || mayWait === true ? undefined : `${nameOf(waiting.index)} waits for ever`
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
