import type { KeyView, SequenceChart, SequenceRow } from '../scenario/event.js'
import { viewKey } from '../scenario/key-view.js'
import type { Ground } from './ground.js'
import { NotPossible } from './errors.js'
import { type Step, writeStep } from './steps.js'
import { type Cast, nameOf } from './cast.js'
import type { Broken } from './judge.js'
import { type Done, Trial } from './trial.js'

/** One order, with all that can be seen of it. */
export interface Told {
  readonly chart: SequenceChart
  /** The first invariant that broke, and after how many steps. */
  readonly broken: (Broken & { at: number }) | undefined
  /** What could happen next; none when the order is at its end. */
  readonly next: readonly { step: Step; words: string }[]
}

interface Row {
  done: Done
  /** With the replies that came with this step, and not later. */
  commands: SequenceRow['commands']
  keys: ReadonlyMap<string, KeyView>
  broken: string | undefined
}

/** Runs one order and writes down what each step did. @throws {NotPossible} when a step cannot be taken. */
export async function tell(
  cast: Cast,
  ground: Ground,
  schedule: readonly Step[],
  title: string,
): Promise<Told> {
  const trial = await Trial.start(cast, ground)
  try {
    const before = await viewAll(ground)
    const rows: Row[] = []
    let broken = await firstBroken(trial)
    for (const [index, step] of schedule.entries()) {
      const possible = trial.steps().map(writeStep)
      if (!possible.includes(writeStep(step))) throw new NotPossible(step, schedule.slice(0, index), possible)
      const done = await trial.take(step)
      const now = broken === undefined ? await firstBroken(trial) : undefined
      rows.push({ done, commands: done.commands(), keys: await viewAll(ground), broken: now?.what })
      broken ??= now
    }
    const chart = draw(cast, title, before, rows)
    return {
      chart: { ...chart, words: words(chart, broken) },
      broken,
      next: trial.steps().map((step) => ({ step, words: trial.words(step) })),
    }
  } finally {
    trial.end()
  }
}

async function firstBroken(trial: Trial): Promise<(Broken & { at: number }) | undefined> {
  const broken = await trial.broken(trial.steps().length === 0)
  return broken && { ...broken, at: trial.taken.length }
}

async function viewAll({ janitor, keys }: Ground): Promise<Map<string, KeyView>> {
  const views = await Promise.all(keys.map((key) => viewKey(janitor, key, false)))
  return new Map(views.map((view) => [view.key, view]))
}

function draw({ clients }: Cast, title: string, before: Row['keys'], rows: readonly Row[]): SequenceChart {
  const names = [...(rows.at(-1)?.keys ?? before).keys()]
  const inOrder = (views: Row['keys']) => names.map((key) => views.get(key) ?? nothing(key))
  return {
    type: 'chart',
    kind: 'sequence',
    id: 'order',
    title,
    words: '',
    clients: Array.from({ length: clients }, (_, index) => nameOf(index)),
    before: inOrder(before),
    rows: rows.map((row) => rowOf(row, inOrder(row.keys))),
  }
}

function rowOf({ done, commands, broken }: Row, keys: KeyView[]): SequenceRow {
  const { step, label, notes } = done
  return {
    step: writeStep(step),
    ...(step.client >= 0 && { client: step.client }),
    commands,
    ...(label !== undefined && { label }),
    ...(notes.length > 0 && { notes: [...notes] }),
    keys,
    ...(broken !== undefined && { broken }),
  }
}

function nothing(key: string): KeyView {
  return { key, type: 'none', ttlSeconds: null, length: 0, preview: [] }
}

function words({ rows }: SequenceChart, broken: (Broken & { at: number }) | undefined): string {
  const steps = `${rows.length} ${rows.length === 1 ? 'step' : 'steps'}`
  return broken === undefined
    ? `${steps}; nothing breaks`
    : `${steps}; after step ${broken.at}: ${broken.what}`
}
