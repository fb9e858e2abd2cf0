import type { Command, Scenario } from './define.js'
import { SCHEMA_VERSION, type EndEvent, type Event, type RunEvent } from './event.js'
import { echo } from './params.js'
import { unhurried } from './unhurried.js'
import { openStage, type OpenStage, type StageOptions } from './stage.js'

export interface RunOptions extends Omit<StageOptions, 'pattern'> {
  command: Command
  /** In the order in which they are to run. */
  scenarios: readonly Scenario[]
}

export interface Run {
  events: AsyncGenerator<Event, void, void>
  /** Every key of the run starts with this. */
  namespace: string
  /** Stops what still runs, also while the events are going on, as after Ctrl-C. */
  close(): Promise<void>
  /** Removes every key of the run. To be done after `close`. */
  sweep(): Promise<void>
}

/** Prepares a run. Nothing of a scenario happens until its events are read. */
export async function startRun(options: RunOptions): Promise<Run> {
  const opened = await openStage({ ...options, pattern: options.command.name })
  const { close, sweep, stage } = opened
  return { events: perform(options, opened), namespace: stage.namespace, close, sweep }
}

async function* perform(
  options: RunOptions,
  { stage, trace, newScene, endScene, loadScripts, holdExpiry }: OpenStage,
): AsyncGenerator<Event, void, void> {
  const end: EndEvent = { type: 'end', verdicts: 0, failed: 0, skipped: 0 }
  yield opening(options, stage.namespace)
  // After the first words, which a person should not have to wait for.
  await loadScripts()
  for (const scenario of options.scenarios) {
    yield { type: 'chapter', id: scenario.name, title: scenario.title, text: scenario.summary }
    for await (const event of scenario.run(newScene())) {
      // What was sent to reach this event comes before it.
      yield* trace.drain()
      count(end, event)
      yield* unhurried(event, holdExpiry)
    }
    await endScene()
    yield* trace.drain()
  }
  yield { type: 'next', tries: [...proposals(options)] }
  yield end
}

function opening({ command, engine, seed, params }: RunOptions, namespace: string): RunEvent {
  return {
    type: 'run',
    schema: SCHEMA_VERSION,
    pattern: command.name,
    engine: { kind: engine.kind, product: engine.product, version: engine.version, cluster: engine.cluster },
    seed,
    namespace,
    params: echo(params),
  }
}

/** After one scenario alone, what leads on from it. */
function proposals({ command, scenarios }: RunOptions): Command['next'] {
  return (scenarios.length === 1 ? scenarios[0]?.next : undefined) ?? command.next
}

function count(end: EndEvent, event: Event): void {
  if (event.type === 'skip') end.skipped++
  if (event.type !== 'verdict') return
  end.verdicts++
  if (!event.holds) end.failed++
}
