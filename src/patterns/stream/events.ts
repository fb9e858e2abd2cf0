import type { FieldPart } from './entry-format.js'
import type { EntryId } from './entry-id.js'

/** What a stream tells its `onEvent`, for metrics and logs. Ids are of the stream, not of the dead letters. */
export type StreamEvent =
  /** Entries were read: by a tail, or with `group` and `consumer` by a consumer. */
  | { type: 'read'; count: number; group?: string; consumer?: string }
  /** Acknowledgements have arrived at the server. */
  | { type: 'acked'; group: string; count: number }
  /** They could not be sent. They are kept, and tried again; when closed, the entries are delivered again. */
  | { type: 'ack-failed'; group: string; count: number; error: unknown }
  /** Pending entries were taken up: this consumer's own after a restart, or those that others had left idle. */
  | { type: 'claimed'; group: string; ids: readonly EntryId[]; from: 'own' | 'idle' }
  /** An entry was given up, and is a dead letter now. */
  | { type: 'dead-lettered'; group: string; id: EntryId; deliveries: number; reason: string }
  /** Pending entries were trimmed or deleted before anybody had acknowledged them. They are lost. */
  | { type: 'deleted'; group: string; ids: readonly EntryId[] }
  /** Another consumer has taken over what this one was still working on. */
  | { type: 'taken-over'; group: string; ids: readonly EntryId[] }
  /** A handler has failed, or `fail` was called. */
  | { type: 'failed'; group: string; id: EntryId; deliveries: number; error: unknown }
  /** The group was not there, and was made. `again`: it had been there before, so its pending list is lost. */
  | { type: 'group-created'; group: string; from: EntryId; again: boolean }
  /** Idle consumers with nothing pending were forgotten. */
  | { type: 'consumers-removed'; group: string; names: readonly string[] }
  /** An entry that a tail or a replay read is not of this stream's format, and was left out. */
  | { type: 'undecodable'; id: EntryId; fields: readonly FieldPart[]; error: unknown }
  /** Reading has failed for a reason that passes, such as a lost connection. It is tried again, for ever. */
  | { type: 'interrupted'; error: unknown; retryInMs: number }
  /** Reading goes on after it was interrupted. */
  | { type: 'resumed' }
