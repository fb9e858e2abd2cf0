import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allScripts, type Script } from '../../src/patterns/_kit/script.js'
import { filesOf } from './support/sources.js'

// Each pattern's scripts are defined when its door is opened.
await Promise.all(filesOf('/index.ts').map((file) => import(file)))

const files = filesOf('.lua').map((file) => ({ name: basename(file), text: readFileSync(file, 'utf8') }))
const parts = files.filter((file) => file.text.startsWith('-- PART: '))
const scripts = files.filter((file) => !parts.includes(file))

/** `-- KEYS[2..]   days   sorted sets`: what it is for, and where it stands. */
const LINE = /^-- (KEYS|ARGV)\[(\d+)(\.\.)?\] +(\w+) +\S/gm

describe('the Lua files', () => {
  it('are found', () => {
    expect(scripts.length).toBeGreaterThan(0)
    expect(parts.length).toBeGreaterThan(0)
  })

  it.each(scripts)('$name has one definition, whose source ends with it', ({ name, text }) => {
    const definitions = allScripts().filter((script) => script.name === name)
    expect(definitions).toHaveLength(1)
    expect(definitions[0]?.source.endsWith(text)).toBe(true)
  })

  it.each(scripts)('$name says at its top what it does and what it returns', ({ name, text }) => {
    const [title, purpose] = text.split('\n')
    expect(title).toBe(`-- ${name}`)
    expect(purpose).toMatch(/^-- [A-Z].+/)
    expect(header(text)).toMatch(/^-- RETURN +\S/m)
  })

  it.each(scripts)('$name lists its keys and arguments as they are defined', ({ name, text }) => {
    const script = allScripts().find((each) => each.name === name) as Script
    expect(listed(text, 'KEYS')).toEqual(positions(script.keys))
    expect(listed(text, 'ARGV')).toEqual(positions(script.args))
  })

  it.each(parts)('$name is part of a script', ({ text }) => {
    expect(allScripts().some((script) => script.source.includes(text))).toBe(true)
  })

  it('leave no definition without a file', () => {
    const defined = allScripts().map((script) => script.name)
    expect(defined.sort()).toEqual(scripts.map((file) => file.name).sort())
  })
})

function header(text: string): string {
  return text.slice(0, text.indexOf('\n\n'))
}

function listed(text: string, kind: string): string[] {
  return [...header(text).matchAll(LINE)]
    .filter((match) => match[1] === kind)
    .map(([, , position, open = '', name]) => `${position}${open} ${name}`)
}

function positions(names: readonly string[]): string[] {
  return names.map((name, index) =>
    name.startsWith('...') ? `${index + 1}.. ${name.slice(3)}` : `${index + 1} ${name}`,
  )
}
