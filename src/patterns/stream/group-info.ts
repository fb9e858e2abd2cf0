import type { EntryId } from './entry-id.js'
import type { Settings } from './options.js'
import { fieldsOf } from './replies.js'

/** What is delivered and not acknowledged. */
export interface Pending {
  count: number
  /** The oldest and the newest of them; undefined when there is none. */
  firstId: EntryId | undefined
  lastId: EntryId | undefined
  /** Who has how many; those with none are left out. */
  consumers: { name: string; count: number }[]
}

/** How a group stands. */
export interface GroupInfo {
  pending: number
  /** Entries that were not delivered to anybody yet; undefined when the server cannot tell. */
  lag: number | undefined
  /** The newest entry that was delivered. */
  lastDeliveredId: EntryId
  consumers: { name: string; pending: number; idleMs: number }[]
}

/** One XPENDING. */
export async function pendingOf({ redis, key }: Settings<unknown>, group: string): Promise<Pending> {
  const reply = await redis.xpending(key, group).catch(unlessMissing)
  const [count, first, last, consumers] = (reply ?? [0, null, null, null]) as RawPending
  return {
    count: Number(count),
    firstId: (first ?? undefined) as EntryId | undefined,
    lastId: (last ?? undefined) as EntryId | undefined,
    consumers: (consumers ?? []).map(([name, its]) => ({ name, count: Number(its) })),
  }
}

/** One XINFO GROUPS; undefined when there is no such group. */
export async function lagOf({ redis, key }: Settings<unknown>, group: string): Promise<number | undefined> {
  const about = await groupFields(redis, key, group)
  return lagIn(about)
}

/** XINFO GROUPS and XINFO CONSUMERS; undefined when there is no such group. */
export async function groupInfo(
  { redis, key }: Settings<unknown>,
  group: string,
): Promise<GroupInfo | undefined> {
  const [about, consumers] = await Promise.all([
    groupFields(redis, key, group),
    redis.xinfo('CONSUMERS', key, group).catch(unlessMissing),
  ])
  if (about === undefined || consumers === undefined) return undefined
  return {
    pending: Number(about['pending']),
    lag: lagIn(about),
    lastDeliveredId: String(about['last-delivered-id']) as EntryId,
    consumers: (consumers as unknown[]).map(fieldsOf).map(({ name, pending, idle }) => ({
      name: String(name),
      pending: Number(pending),
      idleMs: Number(idle),
    })),
  }
}

type RawPending = [
  count: number,
  first: string | null,
  last: string | null,
  consumers: [name: string, count: string][] | null,
]

async function groupFields(
  redis: Settings<unknown>['redis'],
  key: string,
  group: string,
): Promise<Record<string, unknown> | undefined> {
  const groups = ((await redis.xinfo('GROUPS', key).catch(unlessMissing)) ?? []) as unknown[]
  return groups.map(fieldsOf).find(({ name }) => name === group)
}

function lagIn(about: Record<string, unknown> | undefined): number | undefined {
  const lag = about?.['lag'] // Redis 6.2 has none, and later ones have nothing in it when they cannot tell.
  return lag === undefined || lag === null ? undefined : Number(lag)
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && /NOGROUP|no such key/.test(error.message)) return undefined
  throw error
}
