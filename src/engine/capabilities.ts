import type { Capability } from './engine.js'

/** What a server without the ability cannot do, in words. */
export const LACKING: Readonly<Record<Capability, string>> = {
  memory: 'MEMORY USAGE, which says how much memory a key takes',
  object: 'OBJECT ENCODING, which says how a value is stored',
  wait: 'WAIT, which waits until replicas have a write',
  tracking: 'CLIENT TRACKING, which tells a client when a key that it read has changed',
  'large-zsets':
    'quick reads of large sorted sets: each rank and range takes time in proportion to the size of the set',
}
