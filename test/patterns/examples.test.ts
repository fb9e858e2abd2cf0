import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { transformSync } from 'rolldown/utils'
import { describe, expect, it } from 'vitest'
import { filesOf, PATTERNS } from './support/sources.js'
import { onAnyServer } from './support/servers.js'

/** The `@example` blocks of the patterns, as they stand in the comments. */
const examples = filesOf('.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/@example\n *\* ```ts\n(.*?)\* ```/gs)].map((match, index) => ({
    title: `${relative(PATTERNS, file)} ${index + 1}`,
    door: join(dirname(file), 'index.ts'),
    code: (match[1] as string).replaceAll(/^ *\* ?/gm, ''),
  })),
)

onAnyServer('an example in a comment', (redis) => {
  it.each(examples)('$title runs and gives the results that it states', async ({ door, code }) => {
    await redis().flushall()
    const library = (await import(door)) as Record<string, unknown>
    const { imports, packages, results, body } = compile(code)
    expect(Object.keys(library)).toEqual(expect.arrayContaining(imports))
    const disposables: AsyncDisposable[] = []
    const opened = (resource: AsyncDisposable) => (disposables.unshift(resource), resource)
    const given = { redis: redis(), expect, opened, ...library, ...(await defaultsOf(packages)) }
    const run = new AsyncFunction(...Object.keys(given), `expect.assertions(${results + 1})\n${body}`)
    await run(...Object.values(given))
    for (const resource of disposables) await resource[Symbol.asyncDispose]()
  })
})

describe('the examples', () => {
  it('are found, and most of them state results', () => {
    expect(examples.length).toBeGreaterThan(20)
    expect(examples.filter(({ code }) => compile(code).results > 0).length).toBeGreaterThan(20)
  })

  it('have no line that would continue the line before it', () => {
    expect(examples.filter(({ code }) => /^[([`]/m.test(code))).toEqual([])
  })
})

/**
 * A line `expression // -> value` is a claim; imports are given by the test. Types are taken out, and so is the
 * `using` that Node 20 does not know: the test disposes of what was opened.
 */
function compile(code: string) {
  const [, names = ''] = /^import \{(.*)\}/m.exec(code) ?? []
  const claims = [...code.matchAll(/^(.+) \/\/ -> (.+)$/gm)]
  const body = code
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/^(.+) \/\/ -> (.+)$/gm, 'expect($1).toEqual($2)')
    .replaceAll(/^await using (\w+) = (.+)$/gm, 'const $1 = opened($2)')
  return {
    imports: names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    packages: [...code.matchAll(/^import (\w+) from '(.+)'$/gm)].map(([, name = '', from = '']) => ({
      name,
      from,
    })),
    results: claims.length,
    body: transformSync('example.ts', body).code,
  }
}

/** What `import session from 'express-session'` gives. */
async function defaultsOf(packages: { name: string; from: string }[]): Promise<Record<string, unknown>> {
  const modules = packages.map(async ({ name, from }) => {
    const { default: found } = (await import(from)) as { default: unknown }
    return [name, found] as const
  })
  return Object.fromEntries(await Promise.all(modules))
}

const AsyncFunction = (async () => {}).constructor as new (
  ...source: string[]
) => (...args: unknown[]) => Promise<void>
