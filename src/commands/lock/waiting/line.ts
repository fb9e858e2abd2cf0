import type { Lease, Lock } from '../../../patterns/lock/index.js'
import { safeLock } from '../locks.js'
import type { LockStage } from '../params.js'

/** So long that nobody asks by himself while a scene lasts: that would be a matter of this machine's speed. */
const CLAIM_MS = 60_000

/** A process that holds a lock, or in which several wait for it. */
export interface Process {
  lock: Lock
  /** Somebody in it wants the lock. Resolves when he has it or stands in the queue; `turn` when he has it. */
  join(): Promise<{ turn: Promise<Lease> }>
}

export async function openProcess(
  stage: LockStage,
  asked: { actor: string; name: string },
): Promise<Process> {
  let stands = () => {}
  const lock = await safeLock(stage, asked, {
    claimMs: CLAIM_MS,
    onEvent: ({ type }) => type === 'waiting' && stands(),
  })
  return {
    lock,
    async join() {
      const standing = new Promise<void>((resolve) => (stands = resolve))
      const turn = lock.acquire()
      // It may fail while nobody looks: when the run is stopped.
      turn.catch(() => {})
      await Promise.race([standing, turn])
      return { turn }
    },
  }
}
