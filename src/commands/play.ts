import { openEngine } from '../engine/index.js'
import type { Renderer } from '../render/index.js'
import { UsageError } from '../scenario/errors.js'
import type { Event } from '../scenario/event.js'
import { openInput } from './input.js'
import type { Io } from './io.js'
import type { SharedParams } from './options.js'
import { pacer } from './pace.js'
import { perform, type Request } from './perform.js'
import { openScreen } from './screen.js'
import { markSeen } from './seen.js'

/** Plays scenarios on a Redis and shows them. @returns the exit code: 1 when a verdict did not hold. */
export async function play(request: Request & { shared: SharedParams }, io: Io): Promise<number> {
  const { shared } = request
  const pace = pacer(shared, io)
  checkFiles(request, io)
  const screen = await openScreen(shared, io)
  const engine = await openEngine({ engine: shared.engine, url: shared.url || undefined, env: io.env })
  if (engine.warning) io.stderr.write(`note: ${engine.warning}\n`)
  try {
    if (shared.keep && engine.owned) throw nothingToKeep()
    const failed = await show(perform(engine, request, io), screen, pace)
    markSeen(request.command, request.scenarios, io)
    return failed ? 1 : 0
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

/** @returns whether a verdict failed. */
async function show(
  events: AsyncIterable<Event>,
  screen: Renderer,
  pace: (event: Event) => Promise<void>,
): Promise<boolean> {
  let failed = false
  try {
    for await (const event of events) {
      await screen.event(event)
      await pace(event)
      if (event.type === 'verdict' && !event.holds) failed = true
    }
    return failed
  } finally {
    await screen.end()
  }
}

function nothingToKeep(): UsageError {
  return new UsageError('--keep needs a Redis that stays', 'give one with --url, or leave --keep out')
}
