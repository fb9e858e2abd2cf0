import { describe, expect, it } from 'vitest'
import { symbolsFor } from '../../../src/render/symbols.js'
import { sequenceLines, sequenceWidth } from '../../../src/render/terminal/sequence/index.js'
import type { KeyView, SequenceChart, SequenceRow } from '../../../src/scenario/event.js'
import { picture } from './picture.js'

const free: KeyView = { key: 'rp:1:lock', type: 'none', ttlSeconds: null, length: 0, preview: [] }
const held: KeyView = { ...free, type: 'string', ttlSeconds: 10, length: 7, preview: ['token-1'] }

const get: SequenceRow = {
  step: '1',
  client: 0,
  commands: [{ command: ['GET', 'rp:1:lock'], reply: null }],
  keys: [free],
}
const set: SequenceRow = {
  step: '2',
  client: 1,
  commands: [{ command: ['SET', 'rp:1:lock', 'token-1', 'PX', '10000'], reply: 'OK' }],
  notes: [{ client: 1, text: 'holds the lock' }],
  keys: [held],
}
const dies: SequenceRow = { step: '1x', client: 0, commands: [], label: 'dies', keys: [free] }
const passes: SequenceRow = { step: 't', commands: [], label: 'time passes: 10 s', keys: [free] }

const two = { clients: ['client-1', 'client-2'], before: [free] }

describe('a sequence', () => {
  it('has a lane for each client, and the keys beside it where they changed', async () => {
    expect(await shown({ rows: [get, set, passes] }, { width: 110 })).toEqual([
      '   client-1                           client-2',
      '   ── before ──────────────────────────────────────────────────────────    (no keys)',
      '1  ● GET lock  → (nil)                │',
      '2  │                                  ● SET lock token-1 PX 10000  → OK    lock = token-1  TTL 10 s',
      '   │                                  │ holds the lock',
      't  ── time passes: 10 s ───────────────────────────────────────────────    lock (gone)',
    ])
  })

  it('breaks a command between its words where the lane is narrow', async () => {
    expect(await shown({ rows: [get, set] }, { width: 80, unicode: false })).toEqual([
      '   client-1                client-2',
      '   -- before ------------------------------------    (no keys)',
      '1  * GET lock  -> (nil)    |',
      '2  |                       * SET lock token-1        lock = token-1  TTL 10 s',
      '   |                       |   PX 10000',
      '   |                       |   -> OK',
      '   |                       | holds the lock',
    ])
  })

  it('has the keys below a step where beside it there is no room', async () => {
    const zadd = { command: ['ZADD', 'rp:1:lock', '1700000000001', 'request-1'], reply: 1 }
    expect(await shown({ rows: [get, { ...set, commands: [zadd] }] }, { width: 80 })).toEqual([
      '   client-1                              client-2',
      '   ── before ────────────────────────────────────────────────────────────────',
      '   (no keys)',
      '1  ● GET lock  → (nil)                   │',
      '2  │                                     ● ZADD lock 1700000000001 request-1',
      '   │                                     │   → (integer) 1',
      '   │                                     │ holds the lock',
      '   lock = token-1  TTL 10 s',
    ])
  })

  it('goes on with its lanes beside keys that take more lines than the step', async () => {
    const fence = { ...held, key: 'rp:1:fence', ttlSeconds: null, preview: ['1'] }
    const rows = [{ ...get, keys: [held, fence] }]
    expect((await shown({ rows }, { width: 80 })).slice(2)).toEqual([
      '1  ● GET lock  → (nil)  │                      lock = token-1  TTL 10 s',
      '   │                    │                      fence = 1',
    ])
  })

  it('ends the lane of a client that died, and says where something broke', async () => {
    const rows = [get, dies, set, { ...get, step: '2', client: 1, keys: [held], broken: 'nobody knows' }]
    expect((await shown({ rows }, { width: 80 })).slice(2)).toEqual([
      '1   ● GET lock  → (nil)     │',
      '1x  ╳ dies                  │',
      '2                           ● SET lock token-1        lock = token-1  TTL 10 s',
      '                            │   PX 10000',
      '                            │   → OK',
      '                            │ holds the lock',
      '2                           ● GET lock  → (nil)',
      '✘ BROKEN  nobody knows',
    ])
    expect(await shown({ rows }, { width: 60 })).toEqual([
      '    │ │ before    (no keys)',
      '1   ● │ client-1  GET lock                   → (nil)',
      '1x  ╳ │ client-1  dies',
      '2     ● client-2  SET lock token-1 PX 10000  → OK',
      '      │           holds the lock',
      '      │           lock = token-1  TTL 10 s',
      '2     ● client-2  GET lock                   → (nil)',
      '✘ BROKEN  nobody knows',
    ])
  })

  it('stands step by step when there are many clients, without lifelines when those have no room', async () => {
    const notes = [{ client: 3, text: 'waits' }]
    const many = { clients: ['a', 'b', 'c', 'd'], rows: [get, { ...passes, notes }, set] }
    expect(await shown(many, { width: 80 })).toEqual([
      '   │ │ │ │ before  (no keys)',
      '1  ● │ │ │ a       GET lock                   → (nil)',
      't  │ │ │ │         time passes: 10 s',
      '   │ │ │ │         d: waits',
      '2  │ ● │ │ b       SET lock token-1 PX 10000  → OK',
      '   │ │ │ │         holds the lock',
      '   │ │ │ │         lock = token-1  TTL 10 s',
    ])
    expect((await shown(many, { width: 40 })).slice(0, 3)).toEqual([
      '   before  (no keys)',
      '1  a       GET lock  → (nil)',
      't          time passes: 10 s',
    ])
  })

  it('stands step by step when a command would have to be cut', async () => {
    const long = { command: ['RPUSH', 'rp:1:lock', 'j'.repeat(40)], reply: 1 }
    expect((await shown({ rows: [{ ...get, commands: [long] }] }, { width: 80 })).slice(1, 2)).toEqual([
      `1  ● │ client-1  RPUSH lock ${'j'.repeat(40)}`,
    ])
  })

  it('keeps its lanes aligned behind wide characters, and shows no control character', async () => {
    const rows = [
      { ...get, commands: [{ command: ['GET', '山田'], reply: '\u001b[31m' }], keys: [] },
      { ...set, commands: [], label: 'reads 🚀', keys: [] },
    ]
    expect(
      (await shown({ before: [], clients: ['山田', '\u001b[2J'], rows }, { width: 80 })).slice(0, 3),
    ).toEqual([
      '   山田                      \\x1b[2J',
      '1  ● GET 山田  → "\\x1b[31m"  │',
      '2  │                         ● reads 🚀',
    ])
  })

  it.each([9, -1])('draws a step of a client that is not there, %i, across the lanes', async (client) => {
    const lines = await shown({ rows: [{ ...set, client }] }, { width: 80 })
    expect(lines[2]).toMatch(/^2 {2}SET lock token-1 PX 10000 {2}→ OK/)
  })

  it('wants as much width as keeps every command on its line', () => {
    const symbols = symbolsFor(true)
    const chart: SequenceChart = {
      type: 'chart',
      kind: 'sequence',
      id: 's',
      title: '',
      words: '',
      ...two,
      rows: [get, set],
    }
    const width = sequenceWidth(chart, symbols)
    expect(sequenceLines(chart, width, symbols)).toHaveLength(5)
    expect(sequenceLines(chart, width - 1, symbols).length).toBeGreaterThan(5)
  })
})

function shown(
  drawn: Partial<Pick<SequenceChart, 'clients' | 'before' | 'rows'>>,
  options: { width: number; unicode?: boolean },
): Promise<string[]> {
  return picture('sequence', { ...two, rows: [], ...drawn }, options)
}
