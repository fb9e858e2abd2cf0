import { openEngine } from '../../engine/index.js'
import { UsageError } from '../../scenario/errors.js'
import type { Event } from '../../scenario/event.js'
import { defaults } from '../../scenario/params.js'
import type { Io } from '../io.js'
import { perform } from '../perform.js'
import type { DemoOptions } from './params.js'
import { type Item, playlist } from './playlist.js'
import { openRecording, readRecording } from './recording.js'
import { Reel } from './reel.js'
import { present } from './present.js'
import { slidesOf } from './slides.js'

/** Plays scenarios for an audience, slide by slide. @returns the exit code: 1 when a verdict did not hold. */
export async function demo(names: readonly string[], options: DemoOptions, io: Io): Promise<number> {
  checkOptions(names, options, io)
  const source =
    options.replay === '' ? live(await playlist(names), options, io) : readRecording(options.replay, io)
  const recording = options.record === '' ? undefined : await openRecording(options.record)
  const tally = { events: 0, failed: 0 }
  const counted = counting(source, tally, recording?.add)
  try {
    await present(new Reel(slidesOf(counted)), options, io)
  } finally {
    await counted.return()
    await recording?.close()
  }
  if (recording !== undefined) io.stderr.write(`recorded ${tally.events} events in ${options.record}\n`)
  return tally.failed > 0 ? 1 : 0
}

function checkOptions(names: readonly string[], options: DemoOptions, { stdin, stdout }: Io): void {
  const isTerminal = stdin.isTTY === true && stdout.isTTY === true
  if (options.step && !isTerminal)
    throw new UsageError('--step needs a terminal', 'leave it out, or use --pace 1')
  if (options.loop && !isTerminal && options.pace === 0)
    throw new UsageError('--loop needs a terminal, or a pace', 'give --pace 1 with it')
  if (options.replay !== '' && names.length > 0)
    throw new UsageError('--replay plays what was recorded', 'leave the names of patterns out')
  if (options.replay !== '' && options.record !== '')
    throw new UsageError('--replay and --record cannot be used together', 'choose one of them')
}

/** Every scenario is a run of its own, on one engine. */
async function* live(
  items: readonly Item[],
  options: DemoOptions,
  io: Io,
): AsyncGenerator<Event, void, void> {
  const { url, engine: kind, seed } = options
  const engine = await openEngine({ engine: kind, url: url || undefined, env: io.env })
  if (engine.warning) io.stderr.write(`note: ${engine.warning}\n`)
  const shared = { seed, keep: false }
  try {
    for (const { command, scenario } of items) {
      yield* perform(engine, { command, scenarios: [scenario], params: defaults(command.params), shared }, io)
    }
  } catch (error) {
    throw await engine.explain(error)
  } finally {
    await engine.close()
  }
}

async function* counting(
  source: AsyncGenerator<Event, void, void>,
  tally: { events: number; failed: number },
  record: ((event: Event) => Promise<void>) | undefined,
): AsyncGenerator<Event, void, void> {
  for await (const event of source) {
    tally.events += 1
    if (event.type === 'verdict' && !event.holds) tally.failed += 1
    await record?.(event)
    yield event
  }
}
