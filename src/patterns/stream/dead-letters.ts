import { wholeNumber } from '../_kit/check.js'
import { timeArgument } from '../_kit/clock.js'
import { type EntryId, entryId } from './entry-id.js'
import type { Member } from './group-options.js'
import { idOf, type RawEntry } from './replies.js'
import { deadLetterScript, redriveScript } from './scripts.js'

/** An entry that a group has given up. It stays in the stream, for other groups, and its copy here. */
export interface DeadLetter<Event> {
  /** Of the letter: what `redrive` takes. */
  id: EntryId
  /** Of the entry that was given up. */
  entryId: EntryId
  reason: string
  deliveries: number
  /** Who gave it up. */
  consumer: string
  /** Undefined when the entry is not of the stream's format. */
  event: Event | undefined
  /** Names and values of the entry, one after the other, as they are. */
  fields: readonly Buffer[]
}

/** Which dead letters to read: the oldest first. */
export interface DeadLetterPage {
  /** Those after this letter. */
  after?: EntryId
  /** How many at most. Default: 100. */
  count?: number
}

const HEADER_PARTS = 8

/** Moves a pending entry there, unless another consumer has it by now. One EVALSHA. */
export async function bury<Event>(
  { settings, group, consumer, deadKey, maxDeadLetters }: Member<Event>,
  id: EntryId,
  reason: string,
): Promise<void> {
  const { redis, key, now, emit } = settings
  const names = { group, consumer, id, reason, most: maxDeadLetters, now: timeArgument(now) }
  const deliveries = await deadLetterScript.run(redis, { stream: key, dead: deadKey }, names)
  if (deliveries !== null) emit({ type: 'dead-lettered', group, id, deliveries, reason })
}

/** One XRANGE. */
export async function readDeadLetters<Event>(
  { settings, deadKey }: Member<Event>,
  { after, count = 100 }: DeadLetterPage,
): Promise<DeadLetter<Event>[]> {
  const start = after === undefined ? '-' : `(${entryId(after)}`
  const limit = wholeNumber(count, 'count', 1)
  const letters = await settings.redis.xrangeBuffer(deadKey, start, '+', 'COUNT', limit)
  return letters.map((letter) => toLetter(settings.format, letter))
}

/** One EVALSHA. */
export function redrive<Event>(member: Member<Event>, letter: EntryId): Promise<EntryId | null> {
  const { redis, key, now } = member.settings
  const keys = { stream: key, dead: member.deadKey }
  return redriveScript.run(redis, keys, { letter: entryId(letter), now: timeArgument(now) })
}

function toLetter<Event>(
  format: Member<Event>['settings']['format'],
  [id, parts]: RawEntry,
): DeadLetter<Event> {
  const [, entry, , reason, , deliveries, , consumer] = parts.slice(0, HEADER_PARTS).map(String)
  const fields = parts.slice(HEADER_PARTS)
  return {
    id: idOf(id),
    entryId: entry as EntryId,
    reason: reason ?? '',
    deliveries: Number(deliveries),
    consumer: consumer ?? '',
    event: decoded(format, fields),
    fields,
  }
}

function decoded<Event>(
  format: Member<Event>['settings']['format'],
  fields: readonly Buffer[],
): Event | undefined {
  try {
    return format.decode(fields)
  } catch {
    return undefined
  }
}
