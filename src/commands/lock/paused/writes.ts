import { FencedValue, type Lease } from '../../../patterns/lock/index.js'
import type { Cell, TableEvent } from '../../../scenario/event.js'
import type { LockStage } from '../params.js'

/** Who writes a report, under which lease. */
export interface Author {
  actor: string
  lease: Lease
}

/** What became of a resource, and of each who wrote to it. */
export interface Written {
  key: string
  report: string | null
  accepted: boolean[]
}

export function reportOf({ actor }: Pick<Author, 'actor'>): string {
  return `report of ${actor}`
}

/** SET, one after the other. */
export async function writePlainly(stage: LockStage, authors: readonly Author[]): Promise<Written> {
  const key = `${stage.namespace}{plain}`
  const accepted: boolean[] = []
  for (const author of authors) {
    accepted.push((await (await stage.actor(author.actor)).set(key, reportOf(author))) === 'OK')
  }
  return { key, report: await (await stage.actor('reader')).get(key), accepted }
}

/** The same, to a resource that checks the fencing number. */
export async function writeFenced(stage: LockStage, authors: readonly Author[]): Promise<Written> {
  const open = async (actor: string) =>
    new FencedValue<string>(await stage.actor(actor), { prefix: stage.namespace, name: 'fenced' })
  const accepted: boolean[] = []
  for (const author of authors) {
    const resource = await open(author.actor)
    accepted.push(await resource.set(reportOf(author), author.lease.fencingToken))
  }
  const reader = await open('reader')
  return { key: reader.key, report: await reader.get(), accepted }
}

/** Only the newest lease should be allowed to write. */
export function writesTable(
  id: string,
  title: string,
  authors: readonly Author[],
  { accepted }: Written,
): TableEvent {
  const newest = Math.max(...authors.map(({ lease }) => lease.fencingToken))
  return {
    type: 'table',
    id,
    title,
    columns: [{ label: 'writes' }, { label: 'fencing number', align: 'right' }, { label: 'answer' }],
    rows: authors.map(({ actor, lease: { fencingToken } }, index): Cell[] => [
      actor,
      fencingToken,
      {
        value: accepted[index] ? 'written' : 'refused',
        mark: accepted[index] === (fencingToken === newest) ? 'good' : 'bad',
      },
    ]),
  }
}
