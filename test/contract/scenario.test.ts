import { beforeAll, describe, expect, test } from 'vitest'
import { registry } from '../../src/commands/index.js'
import type { Event } from '../../src/scenario/event.js'
import { type CliResult, eventsOf, runCli } from '../support/cli.js'

const commands = await Promise.all(registry.map((entry) => entry.load()))
/** Those that need no input of the person's own. */
const scenarios = commands.flatMap(({ name, scenarios: all }) =>
  all.filter(({ onlyWith }) => !onlyWith).map((scenario): [string, string] => [name, scenario.name]),
)

describe.each(scenarios)('%s %s', (command, scenario) => {
  const play = (...flags: string[]) => runCli([command, scenario, '--engine', 'embedded', ...flags])
  let run: CliResult
  let events: Event[]
  beforeAll(async () => {
    run = await play('--json', '--seed', '3')
    events = eventsOf(run.stdout)
  })

  test('runs alone, and all that it claims holds', () => {
    const failed = events.filter((event) => event.type === 'verdict' && !event.holds)
    expect([run.code, failed, run.stderr]).toEqual([0, [], ''])
  })

  test('is the same, byte for byte, with the same seed', async () => {
    expect((await play('--json', '--seed', '3')).stdout).toBe(run.stdout)
  })

  test('explains, sends commands, shows a state and checks a claim', () => {
    const kinds = new Set(events.map((event) => event.type))
    expect([...kinds]).toEqual(expect.arrayContaining(['note', 'wire', 'verdict']))
    expect(['table', 'chart', 'state'].some((kind) => kinds.has(kind as Event['type']))).toBe(true)
  })

  test('fits 60 columns', async () => {
    const { stdout } = await play('--width', '60')
    expect(stdout.split('\n').filter((line) => line.length > 60)).toEqual([])
  })
})
