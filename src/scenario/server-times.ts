import type { Reply } from './event.js'

/** Scripts whose reply is a list that holds, at this index, for how many milliseconds a key still lives. */
const REMAINING_MS: Readonly<Record<string, number>> = { 'acquire.lua': 1 }

/**
 * A reply as it is shown: what remains of a key's life by the server's own clock is rounded up to whole seconds, for
 * the few milliseconds that a step takes are no part of the lesson and differ in every run.
 */
export function inWholeSeconds(reply: Reply, script: string | undefined): Reply {
  const at = script === undefined ? undefined : REMAINING_MS[script]
  if (at === undefined || !Array.isArray(reply)) return reply
  return reply.map((element, index) =>
    index === at && typeof element === 'number' ? Math.ceil(element / 1000) * 1000 : element,
  )
}
