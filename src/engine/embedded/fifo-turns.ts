import type { RedisTurnHandle, RedisTurnQueue } from 'js-redis-server/core'

type Grant = () => void

/**
 * Whose turn it is to run a command. One queue for the whole server, as Redis has one thread.
 * Clients that wake from a blocking command go first, and among them the one that waited longest:
 * js-redis-server wakes the last one first, so one worker takes every job.
 */
export class FifoTurns implements RedisTurnQueue {
  private readonly woken: Grant[] = []
  private readonly waiting: Grant[] = []
  private taken = false

  waitTurn(): Promise<RedisTurnHandle> {
    return this.join(this.waiting)
  }

  private join(line: Grant[]): Promise<RedisTurnHandle> {
    return new Promise((resolve) => {
      line.push(() => resolve(this.turn()))
      this.next()
    })
  }

  private next(): void {
    if (this.taken) return
    const grant = this.woken.shift() ?? this.waiting.shift()
    if (!grant) return
    this.taken = true
    grant()
  }

  private turn(): RedisTurnHandle {
    let mine = true
    const release = () => {
      if (!mine) return
      mine = false
      this.taken = false
      this.next()
    }
    return {
      release,
      suspend: async (waitFor) => {
        release()
        await waitFor
        return this.join(this.woken)
      },
    }
  }
}
