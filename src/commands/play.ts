import type { Engine } from '../engine/engine.js'
import { openEngine } from '../engine/index.js'
import type { Renderer } from '../render/index.js'
import type { Command, Scenario } from '../scenario/define.js'
import { UsageError } from '../scenario/errors.js'
import type { Event } from '../scenario/event.js'
import { type Run, startRun } from '../scenario/run.js'
import { openInput } from './input.js'
import type { Io } from './io.js'
import type { SharedParams } from './options.js'
import { pacer } from './pace.js'
import { openScreen } from './screen.js'

/** What to play: parsed flags, as the person gave them. */
export interface Request {
  command: Command
  scenarios: readonly Scenario[]
  params: Record<string, unknown>
  shared: SharedParams
}

/** Plays scenarios on a Redis and shows them. @returns the exit code: 1 when a verdict did not hold. */
export async function play(request: Request, io: Io): Promise<number> {
  const { shared } = request
  const pace = pacer(shared, io)
  checkFiles(request, io)
  const screen = await openScreen(shared, io)
  const engine = await openEngine({ engine: shared.engine, url: shared.url || undefined, env: io.env })
  if (engine.warning) io.stderr.write(`note: ${engine.warning}\n`)
  try {
    if (shared.keep && engine.owned) throw nothingToKeep()
    return await playOn(engine, request, { io, screen, pace })
  } catch (error) {
    throw await engine.explain(error)
  } finally {
    await engine.close()
  }
}

/** A file that is not there is said before anything is started. */
function checkFiles({ command, params }: Request, io: Io): void {
  for (const [name, param] of Object.entries(command.params)) {
    const given = params[name]
    if (param.kind === 'path' && typeof given === 'string' && given !== '') openInput(given, io.stdin)
  }
}

interface Hall {
  io: Io
  screen: Renderer
  pace: (event: Event) => Promise<void>
}

async function playOn(engine: Engine, request: Request, { io, screen, pace }: Hall): Promise<number> {
  const { shared, ...what } = request
  const stops = Promise.race([interruption(io.signal), engine.lost.then(raise)])
  const open = (path: string) => openInput(path, io.stdin)
  const starting = startRun({ ...what, engine, seed: shared.seed, signal: io.signal, open })
  try {
    const run = await orStopped(starting, stops)
    const failed = await show(run.events, stops, { io, screen, pace })
    if (shared.keep)
      io.stderr.write(`kept the keys on ${engine.address}; every one starts with ${run.namespace}\n`)
    return failed ? 1 : 0
  } finally {
    await orStopped(cleanUp(await starting, !engine.owned && !shared.keep), engine.lost)
  }
}

/** A server of our own ends with us, and its keys with it. */
async function cleanUp(run: Run, sweeps: boolean): Promise<void> {
  await run.close()
  if (sweeps) await run.sweep()
}

/** @returns whether a verdict failed. */
async function show(
  events: AsyncGenerator<Event>,
  stops: Promise<never>,
  { screen, pace }: Hall,
): Promise<boolean> {
  let failed = false
  try {
    for (;;) {
      const next = await orStopped(events.next(), stops)
      if (next.done) return failed
      const event = next.value
      await screen.event(event)
      await pace(event)
      if (event.type === 'verdict' && !event.holds) failed = true
    }
  } finally {
    await screen.end()
  }
}

/** A command that waits for a lost server, or for ever, must not hold up the end. */
function orStopped<T, U>(work: Promise<T>, stops: Promise<U>): Promise<T> {
  return Promise.race([work, stops]) as Promise<T>
}

function interruption(signal: AbortSignal): Promise<never> {
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  stopped.catch(() => {})
  return stopped
}

function raise(error: Error): never {
  throw error
}

function nothingToKeep(): UsageError {
  return new UsageError('--keep needs a Redis that stays', 'give one with --url, or leave --keep out')
}
