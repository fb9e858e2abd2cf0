import { AsyncLocalStorage } from 'node:async_hooks'
import { replaceChance } from './chance.js'
import { replaceClock } from './clock.js'
import type { Surroundings } from './surroundings.js'

const storage = new AsyncLocalStorage<Surroundings>()
let users = 0
let restore: () => void = () => {}

/** Runs code that sees the surroundings instead of the real clock, timers and chance; and whatever follows from it, too. */
export function inside<T>(surroundings: Surroundings, act: () => T): T {
  return storage.run(surroundings, act)
}

/** Runs code that sees the real ones, although a client has called it. */
export function outside<T>(act: () => T): T {
  return storage.exit(act)
}

/**
 * Puts itself in front of the process's clock, timers and chance. Only code that runs `inside` notices.
 *
 * @returns what takes it away again.
 */
export function openSandbox(): () => void {
  if (users++ === 0) {
    const around = () => storage.getStore()
    const undo = [replaceClock(around), replaceChance(around)]
    restore = () => undo.forEach((each) => each())
  }
  let open = true
  return () => {
    if (open && --users === 0) restore()
    open = false
  }
}
