import type { KeyView, SequenceChart, SequenceRow } from '../../scenario/event.js'

/** What stands for the step before the first. */
export const BEFORE = 'before'

/** One row of a sequence, and what only its neighbours can tell. */
export interface Moment extends Omit<SequenceRow, 'keys'> {
  /** The keys that are not as they were one row earlier. Before the first step: those that are there. */
  changes: KeyView[]
  /** Before the first step. */
  isStart: boolean
  /** Its client died: nothing follows from it. */
  isEnd: boolean
  /** The clients that died earlier. */
  dead: readonly number[]
}

export function momentsOf({ before, rows }: SequenceChart): Moment[] {
  const ends = rows.map((row, index) => isEnd(row, rows.slice(index + 1)))
  const moments = rows.map(({ broken, keys, ...row }, index): Moment => {
    const earlier = rows[index - 1]
    return {
      ...row,
      ...(broken !== undefined && broken !== earlier?.broken ? { broken } : {}),
      changes: changed(earlier?.keys ?? before, keys),
      isStart: false,
      isEnd: ends[index] === true,
      dead: rows
        .slice(0, index)
        .flatMap(({ client }, at) => (client !== undefined && ends[at] ? [client] : [])),
    }
  })
  return before.length === 0 ? moments : [startOf(before), ...moments]
}

function startOf(before: readonly KeyView[]): Moment {
  const changes = changed([], before)
  return { step: '', commands: [], changes, isStart: true, isEnd: false, dead: [] }
}

/** A schedule writes `x` behind the client that dies. */
function isEnd({ step, client }: SequenceRow, later: readonly SequenceRow[]): boolean {
  return step.endsWith('x') && client !== undefined && later.every((row) => row.client !== client)
}

function changed(earlier: readonly KeyView[], now: readonly KeyView[]): KeyView[] {
  const was = new Map(earlier.map((view) => [view.key, valueOf(view)]))
  return now.filter((view) => (was.get(view.key) ?? ABSENT) !== valueOf(view))
}

const ABSENT = 'none'

function valueOf({ type, ttlSeconds, length, preview }: KeyView): string {
  return type === 'none' ? ABSENT : JSON.stringify([type, ttlSeconds, length, preview])
}
