import now from '../_kit/now.lua'
import { defineScript } from '../_kit/script.js'
import acquire from './acquire.lua'
import entry from './entry.lua'
import fill from './fill.lua'
import invalidate from './invalidate.lua'
import lease from './lease.lua'
import put from './put.lua'
import release from './release.lua'
import renew from './renew.lua'
import tag from './tag.lua'
import write from './write.lua'

type Acquired = 'lease' | 'wait' | 'fresh' | 'stale' | 'refresh'

/** Why a load was written or not. */
export type Filled = 'stored' | 'lost' | 'older'

export const acquireScript = defineScript({
  name: 'acquire.lua',
  source: now + entry + acquire,
  keys: ['entry'],
  args: ['token', 'leaseMs', 'now'],
  reply(raw) {
    const [state, ms, entry] = raw as [Buffer, number?, Buffer?]
    return { state: state.toString() as Acquired, ms: Number(ms), entry }
  },
})

export const fillScript = defineScript({
  name: 'fill.lua',
  source: now + entry + lease + write + fill,
  keys: ['entry', 'newest'],
  args: ['token', 'kind', 'payload', 'ttlMs', 'staleMs', 'version', 'versionTtlMs', 'now', 'filled'],
  reply: (raw) => String(raw) as Filled,
})

export const putScript = defineScript({
  name: 'put.lua',
  source: now + entry + lease + write + put,
  keys: ['entry', 'newest'],
  args: ['kind', 'payload', 'ttlMs', 'staleMs', 'version', 'versionTtlMs', 'now', 'filled', 'dropped', 'key'],
  reply: Number,
})

export const releaseScript = defineScript({
  name: 'release.lua',
  source: entry + lease + release,
  keys: ['entry'],
  args: ['token', 'filled'],
  reply: Number,
})

export const renewScript = defineScript({
  name: 'renew.lua',
  source: now + entry + lease + renew,
  keys: ['entry'],
  args: ['token', 'leaseMs', 'now'],
  reply: Number,
})

export const invalidateScript = defineScript({
  name: 'invalidate.lua',
  source: entry + lease + invalidate,
  keys: ['entry'],
  args: ['filled', 'dropped', 'key'],
  reply: Number,
})

export const tagScript = defineScript({
  name: 'tag.lua',
  source: now + entry + tag,
  keys: ['tagged'],
  args: ['key', 'lifeMs', 'now'],
  reply: Number,
})
