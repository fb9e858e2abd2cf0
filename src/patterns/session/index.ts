export type { Now } from '../_kit/clock.js'
export { PatternError } from '../_kit/errors.js'
export type { Hook } from '../_kit/hook.js'
export type { RedisLike } from '../_kit/redis-like.js'
export type { SessionEvent, SessionOperation } from './events.js'
export {
  type ExpressSession,
  type ExpressSessionStore,
  expressSessionStore,
  type ExpressStoreOptions,
} from './express-store.js'
export type { SessionOptions } from './options.js'
export { SessionLostError } from './session-lost-error.js'
export { SessionStore } from './session-store.js'
export type { Ids } from './tokens.js'
export type { Changes, ListedSession, Session, SessionHandle, SessionId } from './types.js'
