import type { Redis } from 'ioredis'
import type { Engine } from '../../src/engine/engine.js'
import type { Command, Scenario, Stage } from '../../src/scenario/define.js'
import type { BarsChart, Cell, Event } from '../../src/scenario/event.js'
import { defaults } from '../../src/scenario/params.js'
import { openStage } from '../../src/scenario/stage.js'

type Kind = Event['type']
type OfKind<K extends Kind> = Extract<Event, { type: K }>

/** What a scenario said, and what it left on the server before it was swept. */
export class Played {
  readonly events: Event[] = []
  error: unknown
  keysLeft: string[] = []

  all<K extends Kind>(type: K): OfKind<K>[] {
    return this.events.filter((event): event is OfKind<K> => event.type === type)
  }

  table(id: string): OfKind<'table'> | undefined {
    return this.all('table').find((table) => table.id === id)
  }

  /** Of the first bar chart. */
  bars(): BarsChart['bars'] | undefined {
    return this.all('chart').find((chart): chart is BarsChart => chart.kind === 'bars')?.bars
  }

  verdict(id: string): OfKind<'verdict'> | undefined {
    return this.all('verdict').find((verdict) => verdict.id === id)
  }

  /** The verdicts that do not hold. */
  get failed(): string[] {
    return this.all('verdict').flatMap((verdict) => (verdict.holds ? [] : [verdict.id]))
  }
}

/** What a cell says, without its mark. */
export function plainCell(cell: Cell): string | number | null {
  return typeof cell === 'object' && cell !== null ? cell.value : cell
}

/** What the cells of a table say. */
export function valuesOf(played: Played, table: string): (string | number | null)[][] {
  return (played.table(table)?.rows ?? []).map((row) => row.map(plainCell))
}

/** One scenario of a command, by its name, with its defaults where nothing else is said. */
export async function playCommand(
  engine: Engine,
  command: Command,
  name: string,
  { params = {}, ...extra }: Partial<PlayOptions> = {},
): Promise<Played> {
  const scenario = command.scenarios.find((each) => each.name === name)
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`)
  return await playScenario(engine, {
    ...extra,
    pattern: command.name,
    scenario,
    params: { ...defaults(command.params), ...params },
  })
}

export interface PlayOptions {
  pattern: string
  scenario: Scenario
  /** Every one that the scenario reads. */
  params: Record<string, unknown>
  seed?: number
  signal?: AbortSignal
  open?: Stage['open']
  /** Does something to the server each time that the scenario shows keys. */
  onState?: (observer: Redis) => Promise<unknown>
}

/** Runs one scenario on an engine, without a renderer. */
export async function playScenario(engine: Engine, options: PlayOptions): Promise<Played> {
  const { pattern, scenario, params, seed = 1, signal = new AbortController().signal } = options
  const open = options.open ?? noFile
  const opened = await openStage({ engine, pattern, seed, params, signal, open })
  const observer = (await engine.connect('observer')) as Redis
  const played = new Played()
  await opened.loadScripts()
  try {
    for await (const event of scenario.run(opened.newScene())) {
      played.events.push(...opened.trace.drain(), event)
      if (event.type === 'state') await options.onState?.(observer)
    }
  } catch (error) {
    played.error = error
  }
  played.keysLeft = await observer.keys(`${opened.stage.namespace}*`)
  await opened.close()
  played.events.push(...opened.trace.drain())
  await opened.sweep()
  return played
}

function noFile(path: string): never {
  throw new Error(`no file ${path} in this test`)
}
