import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOf } from './support/sources.js'

const sources = filesOf('.ts').map((file) => ({ folder: dirname(file), text: readFileSync(file, 'utf8') }))

/** What each door lets out, with the text of its folder and the kit's. */
const exported = filesOf('/index.ts').flatMap((door) => {
  const names = [...readFileSync(door, 'utf8').matchAll(/\{([^}]*)\}/g)].flatMap((match) =>
    namesIn(match[1] as string),
  )
  return names.map((name) => ({ name, folder: dirname(door) }))
})

describe('what a pattern exports', () => {
  it('is found', () => {
    expect(exported.map(({ name }) => name)).toContain('Leaderboard')
  })

  it.each(exported)('$name has a comment that says what it is', ({ name, folder }) => {
    const declared = new RegExp(
      `\\*/\\nexport ((?:abstract )?class|function|interface|type|const) ${name}\\b`,
    )
    expect(sources.some((source) => inReach(source.folder, folder) && declared.test(source.text))).toBe(true)
  })

  it.each(methods())('$type $method has a comment with an example', ({ comment }) => {
    expect(comment).toContain('@example')
  })
})

/** The public methods of the exported classes, with their comments. */
function methods() {
  const classes = sources.flatMap(({ text }) => [
    ...text.matchAll(/^export (?:abstract )?class (\w+)[^{]*\{\n(.*?)^\}/gms),
  ])
  return classes
    .filter(([, type]) => exported.some(({ name }) => name === type))
    .flatMap(([, type, body = '']) =>
      [...body.matchAll(/((?:^ {2}\/\*\*(?:(?!\*\/).)*\*\/\n)?)^ {2}(?:async )?(\w+)\(/gms)]
        .filter(([, , method]) => method !== 'constructor')
        .map(([, comment, method]) => ({ type, method, comment })),
    )
}

function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.replace('type ', '').trim())
    .filter(Boolean)
}

function inReach(folder: string, of: string): boolean {
  return folder === of || folder.endsWith('_kit')
}
