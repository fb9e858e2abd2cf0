import { describe, expect, test } from 'vitest'
import { registry } from '../../src/commands/index.js'
import { eventsOf, runCli } from '../support/cli.js'

test('names in the registry are unique', () => {
  const names = registry.map((entry) => entry.name)
  expect(new Set(names).size).toBe(names.length)
})

describe.each(registry.map((entry) => [entry.name, entry] as const))('the command %s', (name, entry) => {
  test('is what the registry says', async () => {
    const command = await entry.load()
    expect([command.name, command.summary]).toEqual([name, entry.summary])
  })

  test('has a complete quick reference', async () => {
    const { reference } = await entry.load()
    for (const words of Object.values(reference)) expect(words).not.toBe('')
  })

  test('explains every flag, and every default is one that it accepts', async () => {
    const { params } = await entry.load()
    for (const [param, spec] of Object.entries(params)) {
      expect(spec.help, param).not.toBe('')
      const initial = spec.format(spec.default)
      if (initial !== '') expect(spec.parse(initial, `--${param}`), param).toEqual(spec.default)
    }
  })

  test('names every scenario once, with a title and a summary', async () => {
    const { scenarios } = await entry.load()
    expect(new Set(scenarios.map((scenario) => scenario.name)).size).toBe(scenarios.length)
    for (const { title, summary } of scenarios) expect([title, summary]).not.toContain('')
  })

  test('names scenarios that show an audience what matters', async () => {
    const { scenarios, highlights } = await entry.load()
    const names = scenarios.filter(({ onlyWith }) => !onlyWith).map((scenario) => scenario.name)
    expect(highlights).not.toEqual([])
    expect(highlights.filter((name) => !names.includes(name))).toEqual([])
  })

  test('says of every scenario which params it reads, and has none that nothing reads', async () => {
    const { params, scenarios } = await entry.load()
    const read = new Set(scenarios.flatMap((scenario) => scenario.uses))
    expect([...read].toSorted()).toEqual(Object.keys(params).toSorted())
  })

  test('leads its help with examples, each of which can be parsed', async () => {
    const { stdout, code } = await runCli([name, '--help'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Examples:/)
    const command = await entry.load()
    for (const example of [...command.examples, ...command.next]) {
      const words =
        example.command
          .replace(/^redis-patterns /, '')
          .split(/ [|>]/)[0]
          ?.split(' ') ?? []
      const { code: parsed, stderr } = await runCli([...words, '--help'])
      expect([example.command, parsed, stderr]).toEqual([example.command, 0, ''])
    }
  })

  test('says which scenario was probably meant', async () => {
    const { scenarios } = await entry.load()
    const { code, stderr } = await runCli([name, `${scenarios[0]?.name}x`])
    expect(code).toBe(2)
    expect(stderr).toContain(`try: did you mean ${scenarios[0]?.name}?`)
  })

  test('says of every event in JSON what kind it is, and begins and ends the same way', async () => {
    const { stdout } = await runCli([name, '--json', '--engine', 'embedded'])
    const events = eventsOf(stdout)
    expect(events[0]).toMatchObject({ type: 'run', schema: 1, pattern: name, seed: 1 })
    expect(events.at(-1)).toMatchObject({ type: 'end', failed: 0 })
    expect(events.every((event) => typeof event.type === 'string')).toBe(true)
  })
})
