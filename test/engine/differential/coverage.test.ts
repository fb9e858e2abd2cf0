import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { script } from './script.js'
import { toStep } from './step.js'

const patterns = fileURLToPath(new URL('../../../src/patterns', import.meta.url))

it("The script has every command that the patterns' own scripts call", () => {
  const sources = readdirSync(patterns, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.lua'),
  )
  const called = sources.flatMap((file) => callsIn(readFileSync(join(patterns, file), 'utf8')))
  const commands = script.flatMap(({ steps }) =>
    steps.map((step) => String(toStep(step).command?.[0]).toUpperCase()),
  )
  expect(called).not.toEqual([])
  expect(called.filter((command) => !commands.includes(command))).toEqual([])
})

function callsIn(lua: string): string[] {
  return [...lua.matchAll(/redis\.p?call\(\s*['"](\w+)/g)].map(([, command = '']) => command.toUpperCase())
}
