import type { Engine } from '../engine/engine.js'
import type { Command, Scenario } from '../scenario/define.js'
import type { Event } from '../scenario/event.js'
import { type Run, startRun } from '../scenario/run.js'
import { openInput } from './input.js'
import type { Io } from './io.js'
import type { SharedParams } from './options.js'

/** What to play: parsed flags, as the person gave them. */
export interface Request {
  command: Command
  scenarios: readonly Scenario[]
  params: Record<string, unknown>
  shared: Pick<SharedParams, 'seed' | 'keep'>
}

/**
 * The events of a run on an engine. However it ends, also by Ctrl-C or by the loss of the server, what it used is closed
 * and its keys are removed.
 */
export async function* perform(engine: Engine, request: Request, io: Io): AsyncGenerator<Event, void, void> {
  const { shared, ...what } = request
  const { stopped, forget } = interruption(io.signal)
  const stops = Promise.race([stopped, engine.lost.then(raise)])
  const open = (path: string) => openInput(path, io.stdin)
  const starting = startRun({ ...what, engine, seed: shared.seed, signal: io.signal, open })
  try {
    const run = await orStopped(starting, stops)
    for (;;) {
      const next = await orStopped(run.events.next(), stops)
      if (next.done) break
      yield next.value
    }
    if (shared.keep)
      io.stderr.write(`kept the keys on ${engine.address}; every one starts with ${run.namespace}\n`)
  } finally {
    forget()
    await orStopped(cleanUp(starting, !engine.owned && !shared.keep), engine.lost)
  }
}

/** A server of our own ends with us, and its keys with it. */
async function cleanUp(starting: Promise<Run>, sweeps: boolean): Promise<void> {
  const run = await starting
  await run.close()
  if (sweeps) await run.sweep()
}

/** A command that waits for a lost server, or for ever, must not hold up the end. */
function orStopped<T, U>(work: Promise<T>, stops: Promise<U>): Promise<T> {
  return Promise.race([work, stops]) as Promise<T>
}

/** Rejects with the signal's reason. `forget` leaves nothing on the signal, which outlives the run. */
function interruption(signal: AbortSignal): { stopped: Promise<never>; forget: () => void } {
  let stop = () => {}
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  stopped.catch(() => {})
  return { stopped, forget: () => signal.removeEventListener('abort', stop) }
}

function raise(error: Error): never {
  throw error
}
