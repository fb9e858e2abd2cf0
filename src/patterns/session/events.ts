import type { SessionHandle } from './types.js'

/**
 * What happened, for metrics. Sessions are named by their handles, for whoever reads an id in a log can sign in with it.
 *
 * - `missed`: a request named a session that is not there. For `update` and `save` that is a late write, which was dropped.
 * - `malformed`: what was given as an id cannot be one. Many of them: somebody is guessing.
 * - `failed`: a step of an express store failed, and nobody was waiting for its callback.
 */
export type SessionEvent =
  | { type: 'created'; handle: SessionHandle; userId?: string }
  | { type: 'read'; handle: SessionHandle }
  | { type: 'touched'; handle: SessionHandle }
  | { type: 'updated'; handle: SessionHandle }
  | { type: 'rotated'; from: SessionHandle; handle: SessionHandle; userId?: string }
  | { type: 'destroyed'; handle: SessionHandle }
  | { type: 'all-destroyed'; userId: string; count: number }
  | { type: 'missed'; operation: SessionOperation; handle: SessionHandle }
  | { type: 'malformed'; operation: SessionOperation }
  | { type: 'failed'; operation: SessionOperation; error: unknown }

/** What was asked for. The last four only of an express store. */
export type SessionOperation =
  | 'get'
  | 'touch'
  | 'update'
  | 'rotate'
  | 'destroy'
  | 'save'
  | 'all'
  | 'length'
  | 'clear'
