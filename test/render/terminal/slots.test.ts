import { describe, expect, it } from 'vitest'
import type { SlotsChart } from '../../../src/scenario/event.js'
import { picture } from './picture.js'

const nodes = [
  { label: 'node 1', from: 0, to: 8191 },
  { label: 'node 2', from: 8192, to: 16_383 },
]

describe('a strip of slots', () => {
  it('shows where keys lie, and which keys share a slot', async () => {
    const keys: SlotsChart['keys'] = [
      { label: 'a', slot: 15_495, mark: 'bad' },
      { label: '{b}:1', slot: 3300, mark: 'good' },
      { label: '{b}:2', slot: 3300, mark: 'good' },
      { label: '{b}:3', slot: 3300 },
    ]
    expect(await shown(nodes, keys)).toEqual([
      '           ①                                          ②',
      '▐▒▒▒▒▒▒▒▒▒ node 1 ▒▒▒▒▒▒▒▒▒▒▌▐▒▒▒▒▒▒▒▒▒ node 2 ▒▒▒▒▒▒▒▒▒▒▌',
      '0–8191                       8192–16383',
      '',
      '① ✔ {b}:1 ┬─ slot  3300 ── node 1',
      '  ✔ {b}:2 ┤',
      '    {b}:3 ┘',
      '② ✘ a     ── slot 15495 ── node 2',
    ])
    expect(await shown(nodes, keys, { unicode: false })).toEqual([
      '           a                                          b',
      '[--------- node 1 ----------][--------- node 2 ----------]',
      '0-8191                       8192-16383',
      '',
      'a ok  {b}:1 +- slot  3300 -- node 1',
      '  ok  {b}:2 |',
      "      {b}:3 '",
      'b bad a     -- slot 15495 -- node 2',
    ])
  })

  it('puts a key at the border above its own node', async () => {
    const keys = [8191, 8192].map((slot) => ({ label: `key ${slot}`, slot }))
    expect((await shown(nodes, keys, { width: 61 })).slice(0, 3)).toEqual([
      '                             ②',
      '                            ①',
      '▐▒▒▒▒▒▒▒▒▒ node 1 ▒▒▒▒▒▒▒▒▒▒▌▐▒▒▒▒▒▒▒▒▒▒ node 2 ▒▒▒▒▒▒▒▒▒▒▌',
    ])
  })

  it('lists the nodes that have no room for their names', async () => {
    const many = Array.from({ length: 8 }, (_, index) => ({
      label: `node ${index + 1}`,
      from: index * 2048,
      to: index * 2048 + 2047,
    }))
    expect(await shown(many, [])).toEqual([
      '▐▒▒▒▒▒▌▐▒▒▒▒▒▌▐▒▒▒▒▒▌▐▒▒▒▒▒▒▌▐▒▒▒▒▒▌▐▒▒▒▒▒▌▐▒▒▒▒▒▌▐▒▒▒▒▒▒▌',
      'node 1 0–2047  node 2 2048–4095  node 3 4096–6143',
      'node 4 6144–8191  node 5 8192–10239  node 6 10240–12287',
      'node 7 12288–14335  node 8 14336–16383',
    ])
  })

  it('shows only where keys lie when there are too many for numbers', async () => {
    const keys = Array.from({ length: 12 }, (_, slot) => ({ label: `k${slot}`, slot: 9000 + slot }))
    const lines = await shown(nodes, keys)
    expect(lines.slice(0, 2)).toEqual([
      '                               ◆',
      '▐▒▒▒▒▒▒▒▒▒ node 1 ▒▒▒▒▒▒▒▒▒▒▌▐▒▒▒▒▒▒▒▒▒ node 2 ▒▒▒▒▒▒▒▒▒▒▌',
    ])
    expect(lines[4]).toBe('k0  ── slot  9000 ── node 2')
  })

  it('leaves the node out when nobody said whose the slots are', async () => {
    expect(await shown([], [{ label: 'a', slot: 15_495 }])).toEqual([
      '                                                      ①',
      '▐▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▌',
      '0–16383',
      '',
      '① a ── slot 15495',
    ])
  })

  it('draws a slot that two nodes have once, and lists both', async () => {
    const replica = { label: 'replica', from: 0, to: 8191 }
    expect(await shown([...nodes, replica], [])).toEqual([
      '▐▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▌▐▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▌',
      'node 1 0–8191  node 2 8192–16383  replica 0–8191',
    ])
  })

  it('shortens long names where the screen is narrow', async () => {
    const long = [{ label: 'n'.repeat(30), from: 0, to: 16_383 }]
    expect((await shown(long, [{ label: 'k'.repeat(30), slot: 1 }], { width: 40 })).at(-1)).toBe(
      '① kkkkkkkkkkkkk… ──     1 ── nnnnnnnn…',
    )
  })
})

function shown(
  nodes: SlotsChart['nodes'],
  keys: SlotsChart['keys'],
  options?: { width?: number; unicode?: boolean },
): Promise<string[]> {
  return picture('slots', { nodes, keys }, options)
}
