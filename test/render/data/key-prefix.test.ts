import { describe, expect, it } from 'vitest'
import { keyPrefix, withoutPrefix } from '../../../src/render/data/key-prefix.js'
import type { KeyView, SequenceChart } from '../../../src/scenario/event.js'

describe('what all keys begin with', () => {
  it.each([
    ['ends at a colon', ['rp:lock:1:held', 'rp:lock:1:heard'], 'rp:lock:1:'],
    ['leaves a name to a single key', ['rp:lock:1:held'], 'rp:lock:1:'],
    ['leaves a name to a key that others begin with', ['rp:lock', 'rp:lock:fence'], 'rp:'],
    ['leaves a name to a key that ends with a colon', ['rp:', 'rp:lock'], ''],
    ['holds a hash tag whole', ['rp:{a:1}:held', 'rp:{a:1}:fence'], 'rp:{a:1}:'],
    ['stops before a hash tag that differs', ['rp:{a:1}:held', 'rp:{a:2}:held'], 'rp:'],
    ['is nothing when there are no keys', [], ''],
    ['is nothing when one has another beginning', ['rp:lock', 'other'], ''],
  ])('%s', (_, keys, prefix) => {
    expect(keyPrefix(chartOf(keys))).toBe(prefix)
  })

  it('counts keys that come later', () => {
    expect(
      keyPrefix({ ...chartOf(['rp:a:1']), rows: [{ step: '1', commands: [], keys: [view('rp:b')] }] }),
    ).toBe('rp:')
  })

  it('is left out of keys, arguments and replies, but not of what only holds it', () => {
    const commands = [
      {
        command: ['BLMOVE', 'rp:q:jobs', 'rp:other', 'see rp:q:jobs'],
        reply: [['rp:q:jobs', 1], 'rp:q:', null],
      },
    ]
    const short = withoutPrefix({
      ...chartOf(['rp:q:jobs']),
      rows: [{ step: '1', client: 0, commands, keys: [view('rp:q:jobs')] }],
    })
    expect(short.before.map(({ key }) => key)).toEqual(['jobs'])
    expect(short.rows[0]?.keys.map(({ key }) => key)).toEqual(['jobs'])
    expect(short.rows[0]?.commands).toEqual([
      { command: ['BLMOVE', 'jobs', 'rp:other', 'see rp:q:jobs'], reply: [['jobs', 1], 'rp:q:', null] },
    ])
  })
})

function view(key: string): KeyView {
  return { key, type: 'string', ttlSeconds: null, length: 1, preview: ['1'] }
}

function chartOf(keys: string[]): SequenceChart {
  return {
    type: 'chart',
    kind: 'sequence',
    id: 's',
    title: 'steps',
    words: 'Words.',
    clients: ['a'],
    before: keys.map(view),
    rows: [],
  }
}
