import type { QueueStage } from '../params.js'

/** worker-1 is killed in the middle of the work. */
export const DIES_AFTER_MS = 2_000
const HOUR_MS = 3_600_000

/** When worker-2 asks, in ms after worker-1 took the job. */
export function timesOf({ params }: QueueStage): number[] {
  return [DIES_AFTER_MS, params.lease - 1, params.lease, params.lease + HOUR_MS]
}

/** What became of the one job. */
export interface Story {
  /** What worker-2 was told, until it got the job. */
  tries: readonly { atMs: number; got: boolean }[]
  /** How often the card was charged in the end. */
  charged: number
  /** How many jobs Redis still knows in the end. */
  kept: number
  /** The keys that tell. */
  keys: string[]
}

export function gotAt({ tries }: Story): number | undefined {
  return tries.find(({ got }) => got)?.atMs
}

/** Asks at each of the times until it gets the job. worker-1 has just died. */
export async function ask(stage: QueueStage, take: () => Promise<boolean>): Promise<Story['tries']> {
  const tries: { atMs: number; got: boolean }[] = []
  let at = DIES_AFTER_MS
  for (const atMs of timesOf(stage)) {
    await stage.clock.advance(atMs - at)
    at = atMs
    tries.push({ atMs, got: await take() })
    if (tries.at(-1)?.got) break
  }
  return tries
}
