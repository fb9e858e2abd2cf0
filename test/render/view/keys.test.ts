import { expect, it } from 'vitest'
import type { KeyView } from '../../../src/scenario/event.js'
import { rendered } from '../rendered.js'

it('lines the facts of keys up', async () => {
  const keys = [
    key({ key: 'board', type: 'zset', length: 120, preview: ['ada 1500', 'alan 1800'] }),
    key({ key: 'board:lock', type: 'string', length: 8, ttlSeconds: 30, preview: ['token-01'] }),
  ]
  expect(await shown(keys)).toEqual([
    'board       zset    120 members  no expiry',
    '  ada 1500 · alan 1800 · … 118 more',
    'board:lock  string  8 bytes      TTL 30 s',
    '  token-01',
  ])
})

it('puts the facts below a key that is too long for one line', async () => {
  const name = `rp:${'k'.repeat(50)}`
  expect(await shown([key({ key: name, type: 'list', length: 1, preview: ['x'] })])).toEqual([
    name,
    '  list  1 item  no expiry',
    '  x',
  ])
})

it('says that a key is not there', async () => {
  expect(await shown([key({ key: 'gone' })])).toEqual(['gone  not there'])
})

it('shows whole elements only, as long as one fits', async () => {
  const preview = ['a'.repeat(30), 'b'.repeat(30)]
  expect((await shown([key({ key: 'l', type: 'list', length: 2, preview })]))[1]).toBe(
    `  ${'a'.repeat(30)} · … 1 more`,
  )
  const long = await shown([key({ key: 'l', type: 'list', length: 1, preview: ['a'.repeat(100)] })])
  expect(long[1]).toBe(`  ${'a'.repeat(55)}…`)
})

it('shows control characters of keys and values instead of obeying them', async () => {
  expect(await shown([key({ key: 'k\u001b[2J', type: 'string', length: 2, preview: ['a\nb'] })])).toEqual([
    'k\\x1b[2J  string  2 bytes  no expiry',
    '  a\\nb',
  ])
})

function key(view: Partial<KeyView>): KeyView {
  return { key: 'key', type: 'none', ttlSeconds: null, length: 0, preview: [], ...view }
}

async function shown(keys: KeyView[]): Promise<string[]> {
  const { out } = await rendered([{ type: 'state', title: 'keys', keys }], { width: 60 })
  return out
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(2))
}
