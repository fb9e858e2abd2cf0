import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadUserModule } from '../../src/commands/user-module.js'
import { UsageError } from '../../src/scenario/errors.js'
import { ownFolder, removeFolder, writeFiles } from '../support/own-folder.js'

let folder: string

beforeEach(async () => void (folder = await ownFolder()))
afterEach(() => removeFolder(folder))

async function load(files: Record<string, string>, name = Object.keys(files)[0] ?? '') {
  await writeFiles(folder, files)
  return await loadUserModule(`./${name}`, folder)
}

describe('a file of one’s own', () => {
  it.each(['lock.ts', 'lock.mts', 'lock.cts', 'lock.js', 'lock.mjs', 'lock.cjs'])(
    'may be %s, with import and export, whatever package.json says',
    async (name) => {
      const text = `import { basename } from 'node:path'\nexport const name = basename(import.meta.url)`
      expect(await load({ [name]: text, 'package.json': '{}' })).toEqual({ name })
    },
  )

  it.each(['lock.ts', 'lock.cts', 'lock.js', 'lock.cjs'])('may be %s with require', async (name) => {
    const text = `const { one } = require('./one')\nmodule.exports = { two: one + 1, name: __filename }`
    const loaded = await load({ [name]: text, 'one.cts': 'export const one: number = 1' })
    expect(loaded).toMatchObject({ two: 2, name: path.join(folder, name) })
    expect(loaded['default']).toMatchObject({ two: 2 })
  })

  it.each(['\uFEFF', '#!/usr/bin/env node\r\n', '\n// é\n'])('may begin with %j', async (start) => {
    expect(await load({ 'lock.ts': `${start}export const a: number = 1` })).toEqual({ a: 1 })
  })

  it('may be named by an absolute path', async () => {
    await writeFiles(folder, { 'lock.ts': 'export const a = 1' })
    expect(await loadUserModule(path.join(folder, 'lock.ts'), '/')).toEqual({ a: 1 })
  })

  it('may use all of TypeScript that a lock needs, and that Node cannot erase', async () => {
    const text = `
      import type { Lock } from 'redis-patterns/lock'
      import { type Redis } from 'ioredis'
      import { LockOptions } from 'redis-patterns/lock'
      enum Mode { Shared = 1, Exclusive = Shared << 1, Named = 'n' as any }
      const enum Level { High = 3 }
      abstract class Base<const T> { declare redis: Redis; abstract get(): T }
      class Mine extends Base<number> {
        constructor(private readonly ttlMs: number, public options?: LockOptions) { super() }
        override get(): number { return this.ttlMs! }
      }
      function over(a: string): string
      function over(a: unknown) { return a }
      const table = { a: 1 } satisfies Record<string, number>
      export type { Lock }
      export default new Mine(5).get()
      export const all = [Mode.Exclusive, Mode[1], Level.High, over('x'), table.a as unknown as string, <T,>(x: T) => x]
    `
    const loaded = await load({ 'lock.ts': text })
    expect(loaded).toEqual({ default: 5, all: [2, 'Shared', 3, 'x', 1, expect.any(Function)] })
  })

  it('may await at the top, also in what it imports', async () => {
    const files = {
      'lock.ts': `import { later } from './later.js'\nexport const both = [later, await Promise.resolve(2)]`,
      'later.ts': `import './first.js'\nexport const later = await Promise.resolve(globalThis.process.title && 1)`,
      'first.ts': `await Promise.resolve()`,
    }
    expect(await load(files)).toEqual({ both: [1, 2] })
  })

  it('may declare the names that CommonJS gives, as many a module does', async () => {
    const text = `
      import { createRequire } from 'node:module'
      import { one } from './one.js'
      const require = createRequire(import.meta.url)
      const __dirname = import.meta.dirname
      const module = require('node:path')
      export const all = [one, __dirname, import.meta.filename, module.basename(__dirname)]`
    const { all } = await load({ 'lock.ts': text, 'one.ts': 'export const one = 1' })
    expect(all).toEqual([1, folder, path.join(folder, 'lock.ts'), path.basename(folder)])
  })
})

describe('what it exports', () => {
  it.each([
    [
      'several variables',
      'export const a = f(1, 2),\n  b = [1, 2]\nfunction f(...all) { return all.length }',
      { a: 2, b: [1, 2] },
    ],
    ['what is taken apart', 'export const { a, b: [c] } = { a: 1, b: [2] }, d = a + c', { a: 1, c: 2, d: 3 }],
    ['what changes', 'export let a = 1, b\n;[a] = [2]\n;({ b } = { b: a })', { a: 2, b: 2 }],
    [
      'under other names',
      `const a = 1\nexport { a as b, a as 'c d', a as default }`,
      { b: 1, 'c d': 1, default: 1 },
    ],
    ['a value', 'const a = 1\nexport default a + 1', { default: 2 }],
    ['an arrow', 'export default () => 1', { default: expect.any(Function) as unknown }],
    [
      'a function without a name',
      'export default function () {}\n;(() => 1)()',
      { default: expect.any(Function) as unknown },
    ],
    [
      'an async function',
      'export default async function f() {}',
      { default: expect.any(Function) as unknown },
    ],
    [
      'a class without a name',
      'export default class extends Map {}',
      { default: expect.any(Function) as unknown },
    ],
    [
      'a class',
      'export default class A {}\nexport class B extends A {}',
      { default: expect.any(Function) as unknown, B: expect.any(Function) as unknown },
    ],
    ['a whole module', `export * as all from './one.js'`, { all: { one: 1, default: 2 } }],
    ['what another one exports', `export { one as two, default } from './one.js'`, { two: 1, default: 2 }],
    ['all but the default', `export * from './one.js'`, { one: 1 }],
    [
      'what it imports',
      `import two, { one } from './one.js'\nimport * as all from './one.js'\nconst three = 3\nexport { one, two, three, all }`,
      { one: 1, two: 2, three: 3, all: { one: 1, default: 2 } },
    ],
    ['its own before that of others', `export * from './one.js'\nexport const one = 5`, { one: 5 }],
    ['nothing', `import './one.js'\nexport {}`, {}],
  ])('is %s', async (_what, text, expected) => {
    expect(await load({ 'lock.ts': text, 'one.ts': 'export const one = 1\nexport default 2' })).toEqual(
      expected,
    )
  })
})

describe('what it imports', () => {
  it.each(['./util.js', './util.ts', './util', './deep/../util.js'])('may be written as %s', async (name) => {
    const files = { 'lock.ts': `export { x } from '${name}'`, 'util.ts': 'export const x: number = 1' }
    expect(await load({ ...files, 'deep/other.ts': '' })).toEqual({ x: 1 })
  })

  it.each([
    ['./util.mjs', 'util.mts'],
    ['./util.cjs', 'util.cts'],
    ['./util', 'util/index.ts'],
    ['./util', 'util.js'],
  ])('%s means %s', async (written, name) => {
    const files = { 'lock.ts': `export * from '${written}'`, [name]: 'export const x = 1' }
    expect(await load(files)).toEqual({ x: 1 })
  })

  it('is a JavaScript file rather than the TypeScript file beside it, when both are there', async () => {
    const files = { 'lock.ts': `export { x } from './x.js'`, 'x.js': `export const x = 'js'` }
    expect(await load({ ...files, 'x.ts': `export const x = 'ts'` })).toEqual({ x: 'js' })
  })

  it('may be JSON', async () => {
    const text = `import a from './a.json' with { type: 'json' }\nexport const b = a.b`
    expect(await load({ 'lock.ts': text, 'a.json': '{ "b": [1] }' })).toEqual({ b: [1] })
  })

  it('may come from the person’s own node_modules, for import and for require', async () => {
    const exports = { import: './esm.js', require: './cjs.cjs' }
    const loaded = await load({
      'lock.ts': `import own, { kind } from 'own'\nimport old from '@old/one'\nimport { c } from './c.cjs'\nexport const all = [own, kind, old.one, c]`,
      'c.cts': `export const c: string = require('own').kind`,
      'node_modules/own/package.json': JSON.stringify({ name: 'own', type: 'module', exports }),
      'node_modules/own/esm.js': `export default 1; export const kind = 'esm'`,
      'node_modules/own/cjs.cjs': `exports.kind = 'cjs'`,
      'node_modules/@old/one/index.js': `module.exports = { one: 1 }`,
    })
    expect(loaded).toEqual({ all: [1, 'esm', 1, 'cjs'] })
  })

  it('may be worked out later', async () => {
    const text = `export const later = async (name: string) => (await import('./' + name)).x`
    const { later } = await load({ 'lock.ts': text, 'x.ts': 'export const x: number = 7' })
    expect(await (later as (name: string) => Promise<number>)('x.js')).toBe(7)
  })

  it('runs once, whoever imports it', async () => {
    const { same } = await load({
      'lock.ts': `import { a } from './a.js'\nimport { b } from './b.js'\nexport const same = a === b && a === (await import('./state.js')).state`,
      'a.ts': `export { state as a } from './state.js'`,
      'b.ts': `import { state } from './state'\nexport const b = state`,
      'state.ts': `export const state = {}`,
    })
    expect(same).toBe(true)
  })

  it('may import it in turn, and sees what it assigns later', async () => {
    const { read } = await load({
      'lock.ts': `import { read } from './other.js'\nexport let count = 1\ncount = 2\nexport { read }`,
      'other.ts': `import { count } from './lock.js'\nexport const read = () => count`,
    })
    expect((read as () => number)()).toBe(2)
  })
})

describe('a file that is loaded again', () => {
  it('gives what is in it now, and in all that it imports', async () => {
    const files = (x: number) => ({
      'lock.ts': `import { a } from './a.js'\nimport b from './b.cjs'\nimport c from './c.json' with { type: 'json' }\nexport const all = [${x}, a, b.b, c]`,
      'a.ts': `export const a: number = ${x}`,
      'b.cjs': `exports.b = require('./d.cjs')`,
      'd.cts': `module.exports = ${x} as number`,
      'c.json': String(x),
    })
    const first = await load(files(1))
    expect(await load(files(2))).toEqual({ all: [2, 2, 2, 2] })
    expect(first).toEqual({ all: [1, 1, 1, 1] })
  })

  it('can be loaded once it is put right', async () => {
    await expect(load({ 'lock.ts': `import './a.js'`, 'a.ts': 'export const = 1' })).rejects.toThrow(
      UsageError,
    )
    expect(await load({ 'lock.ts': `export * from './a.js'`, 'a.ts': 'export const a = 1' })).toEqual({
      a: 1,
    })
  })
})

it('names the right line in the stack of what is thrown later', async () => {
  const { boom } = await load({
    'lock.ts': `type A = {\n  b: 1\n}\nexport const boom = (): A => {\n  throw new Error()\n}`,
  })
  const stack = await Promise.resolve()
    .then(boom as () => unknown)
    .catch((error: Error) => error.stack)
  expect(stack).toContain(`${path.join(folder, 'lock.ts')}:5:9`)
})
