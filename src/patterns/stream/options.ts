import { oneOf } from '../_kit/check.js'
import type { Now } from '../_kit/clock.js'
import type { ValueCodec } from '../_kit/codec.js'
import { guarded, type Hook } from '../_kit/hook.js'
import { keyBuilder, type KeyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { type EntryFormat, type FieldFormat, oneField, ownFields } from './entry-format.js'
import type { StreamEvent } from './events.js'
import { checkTrim, type TrimPolicy } from './trim.js'

/** Which stream it is and what is in it. Everyone who uses a stream must give the same name, prefix and format. */
export interface StreamOptions<Event> {
  /** The key is `${prefix}{${name}}`. Text without braces. */
  name: string
  /** Put before the name: `'app:'`. Text without braces. */
  prefix?: string
  /** How an event becomes the value of the field `event`. Default: `json()`. */
  codec?: ValueCodec<Event>
  /** How an event becomes several fields, instead of `codec`. */
  fields?: FieldFormat<Event>
  /** What bounds the stream, with each append. `'never'`: it grows for ever. Default: `{ maxLen: 1_000_000 }`. */
  trim?: TrimPolicy | 'never'
  /** The clock for entry ids and ages, in milliseconds since 1970. Default: the time of the Redis server. */
  now?: Now
  /** Told what happens, for metrics and logs. */
  onEvent?: Hook<StreamEvent>
}

/** The options, checked and turned into what the operations work with. */
export interface Settings<Event> {
  readonly redis: RedisLike
  readonly keys: KeyBuilder
  readonly key: string
  readonly format: EntryFormat<Event>
  readonly trim: TrimPolicy | 'never'
  readonly now: Now | undefined
  readonly emit: Hook<StreamEvent>
}

/** @throws {TypeError} when an option is not what it should be. */
export function resolveStream<Event>(redis: RedisLike, options: StreamOptions<Event>): Settings<Event> {
  const { name, prefix, codec, fields, trim = { maxLen: 1_000_000 }, now, onEvent } = options
  if (codec && fields) throw new TypeError('pass codec or fields, not both')
  const keys = keyBuilder({ prefix, name })
  return {
    redis,
    keys,
    key: keys(),
    format: fields ? ownFields(fields) : oneField(codec),
    trim: typeof trim === 'string' ? oneOf(trim, 'trim', ['never']) : checkTrim(trim),
    now,
    emit: guarded(onEvent),
  }
}
