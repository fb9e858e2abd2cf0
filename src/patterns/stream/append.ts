import { timeArgument } from '../_kit/clock.js'
import { PatternError } from '../_kit/errors.js'
import { type EntryId, entryId } from './entry-id.js'
import type { FieldPart } from './entry-format.js'
import type { Settings } from './options.js'
import { appendScript } from './scripts.js'
import type { AppendTrim } from './trim.js'

/** One XADD; with a clock of the caller's and no id, one EVALSHA. */
export async function appendOne<Event>(
  settings: Settings<Event>,
  trim: AppendTrim,
  event: Event,
  id: EntryId | undefined,
): Promise<EntryId> {
  if (settings.now && id === undefined) return (await appendMany(settings, trim, [event]))[0] as EntryId
  const { redis, key, format } = settings
  const place = id === undefined ? '*' : entryId(id)
  const added = await redis.xadd(key, ...trim.words(), place, ...format.encode(event)).catch(explain)
  trim.appended(added as EntryId)
  return added as EntryId
}

/** One EVALSHA; nothing for no events. */
export async function appendMany<Event>(
  { redis, key, format, now }: Settings<Event>,
  trim: AppendTrim,
  events: readonly Event[],
): Promise<EntryId[]> {
  if (events.length === 0) return []
  const words = trim.words()
  const parts: FieldPart[] = words.map(String)
  for (const event of events) {
    const fields = format.encode(event)
    parts.push(String(fields.length), ...fields)
  }
  const names = { now: timeArgument(now), words: words.length, parts }
  const ids = await appendScript.run(redis, { stream: key }, names)
  trim.appended(ids.at(-1) as EntryId)
  return ids
}

function explain(error: Error): never {
  if (!error.message.includes('equal or smaller')) throw error
  throw new PatternError('ID_NOT_NEWER', 'the id is not above the last one of the stream: append in order', {
    cause: error,
  })
}
