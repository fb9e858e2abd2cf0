import { syncBuiltinESMExports } from 'node:module'
import timersPromises from 'node:timers/promises'
import type { TimerOptions } from 'node:timers'
import { promisify } from 'node:util'
import type { Surroundings } from './surroundings.js'
import { replace, type Undo } from './replace.js'
import { VirtualTimer } from './timers.js'

type Around = () => Surroundings | undefined
type Act = (...args: unknown[]) => void

/** Time as code inside sees it: Date.now, performance.now, timers, and AbortSignal.timeout. */
export function replaceClock(around: Around): Undo {
  const undo = [
    replace(Date, 'now', (real) => () => around()?.now() ?? real()),
    replace(performance, 'now', (real) => () => around()?.now() ?? real.call(performance)),
    replaceTimeout(around),
    replaceInterval(around),
    replaceImmediate(around),
    replaceSignal(around),
    ...(['clearTimeout', 'clearInterval'] as const).map((name) =>
      replace(globalThis, name, (real) => ((timer: never) => clear(timer, real)) as typeof clearTimeout),
    ),
    ...replacePromises(around),
  ]
  syncBuiltinESMExports()
  return () => {
    for (const each of undo) each()
    syncBuiltinESMExports()
  }
}

function clear(timer: unknown, real: (timer: never) => void): void {
  if (timer instanceof VirtualTimer) timer.timers.clear(timer)
  else real(timer as never)
}

function replaceTimeout(around: Around): Undo {
  return replace(globalThis, 'setTimeout', (real) => {
    const set = (act: Act, ms = 0, ...args: unknown[]) =>
      around()?.timers.set(() => act(...args), ms) ?? real(act, ms, ...args)
    return withPromise(set, (ms?: number, value?: unknown, options?: object) =>
      timersPromises.setTimeout(ms, value, options),
    ) as unknown as typeof setTimeout
  })
}

function replaceInterval(around: Around): Undo {
  return replace(
    globalThis,
    'setInterval',
    (real) =>
      ((act: Act, ms = 0, ...args: unknown[]) =>
        around()?.timers.set(() => act(...args), ms, ms) ?? real(act, ms, ...args)) as typeof setInterval,
  )
}

function replaceImmediate(around: Around): Undo {
  return replace(globalThis, 'setImmediate', (real) => {
    const set = (act: Act, ...args: unknown[]) => {
      const here = around()
      const run = () => act(...args)
      return real(here === undefined ? run : here.onTurn(run))
    }
    return withPromise(set, (value?: unknown) =>
      timersPromises.setImmediate(value),
    ) as unknown as typeof setImmediate
  })
}

/** What `util.promisify` makes of it. */
function withPromise<T extends object>(set: T, promised: (...args: never[]) => Promise<unknown>): T {
  return Object.assign(set, { [promisify.custom]: promised })
}

function replacePromises(around: Around): Undo[] {
  return [
    replace(
      timersPromises,
      'setTimeout',
      (real) =>
        ((ms = 0, value?: unknown, options = {}) => {
          const here = around()
          return here === undefined ? real(ms, value, options) : (delayed(here, ms, value, options) as never)
        }) as typeof real,
    ),
    replace(
      timersPromises,
      'setImmediate',
      (real) =>
        ((value?: unknown, options = {}) => {
          const here = around()
          if (here === undefined) return real(value, options)
          return new Promise<never>((resolve) => void setImmediate(() => resolve(value as never)))
        }) as typeof real,
    ),
  ]
}

function delayed(here: Surroundings, ms: number, value: unknown, options: TimerOptions) {
  const { signal, ref = true } = options
  return new Promise((resolve, reject) => {
    const timer = here.timers.set(() => resolve(value), ms)
    if (!ref) timer.unref()
    const abort = () => {
      timer.close()
      reject(new DOMException('The operation was aborted', { name: 'AbortError', cause: signal?.reason }))
    }
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort, { once: true })
  })
}

function replaceSignal(around: Around): Undo {
  return replace(AbortSignal, 'timeout', (real) => (ms: number) => {
    const here = around()
    if (here === undefined) return real.call(AbortSignal, ms)
    const controller = new AbortController()
    const late = () =>
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'))
    here.timers.set(late, ms).unref()
    return controller.signal
  })
}
