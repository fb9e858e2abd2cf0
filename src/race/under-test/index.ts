/** What a person brings for `redis-patterns race <pattern> --impl`: one interface for each pattern. Types only. */
export type * from './lock.js'
export type * from './options.js'
export type * from './ratelimit.js'
