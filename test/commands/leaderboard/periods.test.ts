import { expect, test } from 'vitest'
import type { WireEvent } from '../../../src/scenario/event.js'
import { eventsOf, runCli } from '../../support/cli.js'

const PERIODS = ['leaderboard', 'periods', '--engine', 'embedded', '--json']

test('the whole week is checked when --top shows only a part of it', async () => {
  const { code, stdout } = await runCli([...PERIODS, '--top', '2'])
  const events = eventsOf(stdout)
  const week = events.find((event) => event.type === 'table' && event.id === 'week')
  expect(week).toMatchObject({
    rows: [
      [0, 'grace', 390],
      [1, 'barbara', 310],
    ],
  })
  expect(events.filter((event) => event.type === 'verdict').map((event) => event.holds)).toEqual([true, true])
  expect(code).toBe(0)
})

test('the commands that look for the expired board stand below the note about it', async () => {
  const events = eventsOf((await runCli(PERIODS)).stdout)
  const expiry = events.findIndex((event) => event.type === 'note' && event.text.startsWith('8d later'))
  const isCount = (event: WireEvent) => event.command[0] === 'ZCARD' && event.command[1]?.endsWith('-01-05')
  const counts = events.flatMap((event, index) => (event.type === 'wire' && isCount(event) ? [index] : []))
  expect(counts).toHaveLength(2)
  expect(counts.every((index) => index > expiry)).toBe(true)
})
