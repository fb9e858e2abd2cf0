import { BEGINNING, type EntryId } from './entry-id.js'
import type { Settings } from './options.js'
import { streamFields } from './position.js'

/** How a stream stands. One that does not exist has no entries, and ends where it begins. */
export interface StreamInfo {
  length: number
  /** The oldest entry; undefined when there is none. */
  firstId: EntryId | undefined
  /** The newest id that was ever given, also when that entry is gone. */
  lastId: EntryId
  /** How many groups read it. */
  groups: number
}

/** One XINFO STREAM. */
export async function streamInfo({ redis, key }: Settings<unknown>): Promise<StreamInfo> {
  const about = await streamFields(redis, key)
  if (about === undefined) return { length: 0, firstId: undefined, lastId: BEGINNING, groups: 0 }
  const first = about['first-entry'] as [id: string] | null
  return {
    length: Number(about['length']),
    firstId: (first?.[0] ?? undefined) as EntryId | undefined,
    lastId: String(about['last-generated-id']) as EntryId,
    groups: Number(about['groups']),
  }
}
