/** When a consumer was last there, or since when it was not: by the server's own clock, which stands still for no order. */
const TIMES = new Set(['seen-time', 'active-time', 'idle', 'inactive'])
/** The embedded engine tells how long an entry has been pending, Redis since when it is. */
const LONGEST_IDLE_MS = 1e11

/**
 * The reply to XINFO STREAM … FULL as it would be at any other moment: an entry is pending for so long, to `sameMs`, and
 * not since a certain time.
 */
export function withoutClock(reply: unknown, nowMs: number, sameMs: number): unknown {
  if (!Array.isArray(reply)) return reply
  if (isPending(reply)) {
    const [ms, deliveries] = reply.slice(-2) as [number, number]
    return [...reply.slice(0, -2), Math.round(idleMs(ms, nowMs) / sameMs), deliveries]
  }
  return reply.map((part, index) => (TIMES.has(reply[index - 1]) ? 0 : withoutClock(part, nowMs, sameMs)))
}

/** A row of the pending entries: id, perhaps the consumer, when it was delivered, and how often. */
function isPending(reply: unknown[]): boolean {
  const isRow = reply.length === 3 || reply.length === 4
  return (
    isRow && /^\d+-\d+$/.test(String(reply[0])) && reply.slice(-2).every((part) => typeof part === 'number')
  )
}

function idleMs(ms: number, nowMs: number): number {
  return ms > LONGEST_IDLE_MS ? nowMs - ms : ms
}
