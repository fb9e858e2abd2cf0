import { expect, it } from 'vitest'
import type { Reply, WireEvent } from '../../../src/scenario/event.js'
import { rendered } from '../rendered.js'

it('lines replies up behind their commands', async () => {
  expect(await shown([wire('a', 'ZSCORE board ada', '0'), wire('app-10', 'ZADD board 100 ada', 1)])).toEqual([
    'a       ZSCORE board ada    → "0"',
    'app-10  ZADD board 100 ada  → (integer) 1',
  ])
})

it('does not move the replies of short commands away for a long command whose reply is elsewhere', async () => {
  const long = wire('app', `ZRANGE board 0 -1 REV ${'x'.repeat(25)}`, 'y'.repeat(40))
  expect((await shown([long, wire('app', 'ZCARD board', 3)]))[2]).toBe('app  ZCARD board  → (integer) 3')
})

it('puts a reply that does not fit on a line of its own, and shortens it there', async () => {
  const reply = Array.from({ length: 20 }, (_, index) => `player-${index}`)
  expect(await shown([wire('app', 'ZRANGE board 0 -1', reply)])).toEqual([
    'app  ZRANGE board 0 -1',
    '       → 1) "player-0" 2) "player-1" 3) "player-2" … 17 more',
  ])
})

it('breaks a long command between its arguments', async () => {
  const [key, value] = ['k'.repeat(30), 'v'.repeat(30)]
  expect(await shown([wire('app', `SET ${key} ${value} NX PX 1000`, 'OK')])).toEqual([
    `app  SET ${key}`,
    `       ${value} NX PX 1000`,
    '       → OK',
  ])
})

it('shows three lines of a command with hundreds of arguments, and counts the rest', async () => {
  const members = Array.from({ length: 60 }, (_, index) => `${index} player-${index}`).join(' ')
  const lines = await shown([{ ...wire('app', `ZADD board ${members}`, 300), omitted: 480 }])
  expect(lines).toHaveLength(4)
  const [, count] = /… (\d+) more$/.exec(lines[2] ?? '') ?? []
  const listed = lines.slice(0, 3).join(' ').replace(/ … .*/, '').trim().split(/ +/)
  expect(listed.length - 'app ZADD board'.split(' ').length + Number(count)).toBe(600)
})

it('shows the slot', async () => {
  expect(await shown([{ ...wire('app', 'GET key', null), slot: 12_539 }])).toEqual([
    'app  GET key  → (nil)  (slot 12539)',
  ])
})

it('says how many commands it does not show', async () => {
  const wires = Array.from({ length: 192 }, () => wire('app', 'PING', 'PONG'))
  const lines = await shown(wires, 8)
  expect(lines).toHaveLength(9)
  expect(lines[8]).toBe('     … 184 more commands (--trace all shows them)')
  expect(await shown(wires, 'all')).toHaveLength(192)
  expect(await shown(wires, 0)).toEqual([''])
})

function wire(actor: string, command: string, reply: Reply): WireEvent {
  return { type: 'wire', actor, command: command.split(' '), reply }
}

async function shown(wires: WireEvent[], trace: number | 'all' = 8): Promise<string[]> {
  const { out } = await rendered(wires, { width: 62, trace })
  return out
    .trimEnd()
    .split('\n')
    .map((line) => line.slice(2))
}
