import { defineScript } from '../_kit/script.js'
import clock from './clock.lua'
import fence from './fence.lua'
import fencedSet from './fenced-set.lua'
import handOver from './hand-over.lua'
import acquire from './lock-acquire.lua'
import deleteIf from './lock-delete-if.lua'
import extend from './lock-extend.lua'
import lockHandOver from './lock-hand-over.lua'
import peek from './lock-peek.lua'
import release from './lock-release.lua'
import lockTry from './lock-try.lua'
import type { FencingToken, LockToken } from './types.js'

/** The place of a waiter in the queue. */
export interface Place {
  /** How many wait before it. */
  ahead: number
  /** When the lease of the holder runs out; below 0: never. */
  ttlMs: number
}

/** Without those who wait: the common case, with as few arguments as it takes. */
export const tryScript = defineScript({
  name: 'lock-try.lua',
  source: clock + fence + lockTry,
  keys: ['lock', 'fence', 'queue'],
  args: ['token', 'ttlMs', 'now'],
  /** 0: it is free, but somebody waits. */
  reply: (raw) => (raw === null ? null : (Number(raw) as FencingToken | 0)),
})

export const acquireScript = defineScript({
  name: 'lock-acquire.lua',
  source: clock + fence + handOver + acquire,
  keys: ['lock', 'fence', 'queue', 'alive'],
  args: ['token', 'ttlMs', 'now', 'claimMs', 'channels', 'counted', 'aliveMs'],
  reply(raw): FencingToken | Place | null {
    if (raw === null) return null
    if (!Array.isArray(raw)) return Number(raw) as FencingToken
    return { ahead: Number(raw[0]), ttlMs: Number(raw[1]) }
  },
})

/** Without those who wait, as `tryScript`. */
export const releaseScript = defineScript({
  name: 'lock-release.lua',
  source: release,
  keys: ['lock', 'queue'],
  args: ['token'],
  reply: (raw): 'lost' | 'free' | 'queue' => (['lost', 'free', 'queue'] as const)[Number(raw) as 0 | 1 | 2],
})

export const handOverScript = defineScript({
  name: 'lock-hand-over.lua',
  source: clock + handOver + lockHandOver,
  keys: ['lock', 'queue', 'alive'],
  args: ['token', 'now', 'claimMs', 'channels', 'counted'],
  reply: (raw): 'lost' | 'free' | 'handed over' =>
    (['lost', 'free', 'handed over'] as const)[Number(raw) as 0 | 1 | 2],
})

export const extendScript = defineScript({
  name: 'lock-extend.lua',
  source: extend,
  keys: ['lock'],
  args: ['token', 'ttlMs'],
  reply: (raw) => Number(raw) === 1,
})

export const deleteIfScript = defineScript({
  name: 'lock-delete-if.lua',
  source: deleteIf,
  keys: ['lock'],
  args: ['token'],
  reply: (raw) => Number(raw) === 1,
})

export const peekScript = defineScript({
  name: 'lock-peek.lua',
  source: peek,
  keys: ['lock', 'fence', 'queue'],
  args: [],
  reply(raw) {
    const [waiting, ttlMs, fence, holder] = raw as [number, number, Buffer, Buffer]
    return {
      holder: holder.length > 0 ? (holder.toString() as LockToken) : null,
      ttlMs: Number(ttlMs) === -1 ? Infinity : Math.max(0, Number(ttlMs)),
      fencingToken: fence.length > 0 ? (Number(fence) as FencingToken) : null,
      waiting: Number(waiting),
    }
  },
})

export const fencedSetScript = defineScript({
  name: 'fenced-set.lua',
  source: fencedSet,
  keys: ['value'],
  args: ['fence', 'value'],
  reply: (raw) => Number(raw) === 1,
})
