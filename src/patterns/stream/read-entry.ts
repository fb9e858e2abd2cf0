import type { EntryId } from './entry-id.js'
import type { Settings } from './options.js'
import { idOf, type RawEntry } from './replies.js'

/** An event with its place in the stream. */
export interface StreamEntry<Event> {
  id: EntryId
  event: Event
}

/** The entries that are of this stream's format; the others are told to `onEvent`. */
export function decodeEntries<Event>(
  { format, emit }: Settings<Event>,
  raw: readonly RawEntry[],
): StreamEntry<Event>[] {
  const entries: StreamEntry<Event>[] = []
  for (const [rawId, fields] of raw) {
    const id = idOf(rawId)
    try {
      entries.push({ id, event: format.decode(fields) })
    } catch (error) {
      emit({ type: 'undecodable', id, fields, error })
    }
  }
  return entries
}
