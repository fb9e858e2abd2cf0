import { wholeNumber } from '../_kit/check.js'
import { type EntryId, entryId } from './entry-id.js'
import type { Settings } from './options.js'
import { decodeEntries, type StreamEntry } from './read-entry.js'
import { idOf, type RawEntry } from './replies.js'

/** From one position to another, both included. Default: all. */
export interface Range {
  from?: 'start' | EntryId
  to?: 'end' | EntryId
}

/** What to read again, and in what pages. */
export interface ReplayOptions extends Range {
  /** How many entries one read fetches at most. Default: 100. */
  pageSize?: number
}

/** One XRANGE. */
export async function readRange<Event>(
  settings: Settings<Event>,
  { from = 'start', to = 'end', count = 100 }: Range & { count?: number },
): Promise<StreamEntry<Event>[]> {
  const raw = await rawRange(settings, lowest(from), highest(to), wholeNumber(count, 'count', 1))
  return decodeEntries(settings, raw)
}

/** One XRANGE a page. @throws at once what is wrong about the options. */
export function readPages<Event>(
  settings: Settings<Event>,
  { from = 'start', to = 'end', pageSize = 100 }: ReplayOptions,
): AsyncGenerator<StreamEntry<Event>, void, void> {
  return pages(settings, lowest(from), highest(to), wholeNumber(pageSize, 'pageSize', 1))
}

/** Each page begins after the last entry of the one before it. */
async function* pages<Event>(
  settings: Settings<Event>,
  start: string,
  end: string,
  count: number,
): AsyncGenerator<StreamEntry<Event>, void, void> {
  let page = await rawRange(settings, start, end, count)
  for (;;) {
    yield* decodeEntries(settings, page)
    const last = page.at(-1)
    if (last === undefined || page.length < count) return
    page = await rawRange(settings, `(${idOf(last[0])}`, end, count)
  }
}

function rawRange(
  { redis, key }: Settings<unknown>,
  start: string,
  end: string,
  count: number,
): Promise<readonly RawEntry[]> {
  return redis.xrangeBuffer(key, start, end, 'COUNT', count)
}

function lowest(from: 'start' | EntryId): string {
  return from === 'start' ? '-' : entryId(from)
}

function highest(to: 'end' | EntryId): string {
  return to === 'end' ? '+' : entryId(to)
}
