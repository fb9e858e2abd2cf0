import { expect, it } from 'vitest'
import { factWords } from '../../src/render/key-words.js'
import type { KeyView } from '../../src/scenario/event.js'

it.each<[Partial<KeyView>, string[]]>([
  [{ type: 'zset', length: 1 }, ['zset', '1 member', 'no expiry', '']],
  [{ type: 'string', length: 12, ttlSeconds: 60 }, ['string', '12 bytes', 'TTL 60 s', '']],
  [{ type: 'stream', length: 2000, slot: 5 }, ['stream', '2,000 entries', 'no expiry', 'slot 5']],
  [{ type: 'hash', length: 3, ttlSeconds: 1_209_600 }, ['hash', '3 fields', 'TTL 1209600 s (14d)', '']],
  [{ type: 'hash', length: 3, ttlSeconds: 5_430 }, ['hash', '3 fields', 'TTL 5430 s (1h 30m)', '']],
  [{ type: 'ReJSON-RL', length: 3 }, ['ReJSON-RL', '3 elements', 'no expiry', '']],
  [{ type: 'none', ttlSeconds: null }, ['not there', '', '', '']],
])('says of the key %j what it is', (view, words) => {
  expect(factWords({ key: 'k', type: 'none', ttlSeconds: null, length: 0, preview: [], ...view })).toEqual(
    words,
  )
})
