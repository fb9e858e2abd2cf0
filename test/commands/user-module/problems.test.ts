import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadUserModule } from '../../../src/commands/user-module.js'
import { UsageError } from '../../../src/scenario/errors.js'
import { ownFolder, removeFolder, writeFiles } from '../../support/own-folder.js'

let folder: string

beforeEach(async () => void (folder = await ownFolder()))
afterEach(() => removeFolder(folder))

async function problem(
  files: Record<string, string>,
  name = Object.keys(files)[0] ?? '',
): Promise<UsageError> {
  await writeFiles(folder, files)
  const error = await loadUserModule(`./${name}`, folder).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UsageError)
  return error as UsageError
}

describe('a file that cannot be loaded', () => {
  it('is not there', async () => {
    const { message, hint } = await problem({}, 'lock.ts')
    expect([message, hint]).toEqual(['there is no file ./lock.ts', 'check the path'])
  })

  it('is a directory', async () => {
    const { message } = await problem({ 'lock.ts/a.ts': '' }, 'lock.ts')
    expect(message).toBe('./lock.ts is a directory')
  })

  it('is of another kind', async () => {
    const { message, hint } = await problem({ 'lock.py': '' })
    expect(message).toBe('./lock.py is neither TypeScript nor JavaScript')
    expect(hint).toBe('give a file that ends in .ts, .mts, .cts, .js, .mjs or .cjs')
  })

  it.each([
    [
      'that the compiler sees',
      'lock.ts',
      'const a = 1\nexport const b: number = = 3',
      '2:26: Unexpected token',
    ],
    [
      'that Node sees, behind types',
      'lock.ts',
      'const a: number = 1; const b: string = ""; let a = 2\nexport { b }',
      `1:48: Identifier 'a' has already been declared`,
    ],
    [
      'that Node sees, behind an import',
      'lock.mjs',
      `import './lock.mjs'; export let a = 1; let a`,
      `1:44: Identifier 'a' has already been declared`,
    ],
    ['in JavaScript', 'lock.cjs', 'exports.a = (', '1:14: Unexpected token'],
  ])('has a mistake %s: it says where', async (_kind, name, text, words) => {
    const { message, hint } = await problem({ [name]: text })
    expect(message).toBe(`${name}:${words}`)
    expect(hint).toBe('the mistake is there, or just before')
  })

  it('imports a file with a mistake', async () => {
    const { message } = await problem({ 'lock.ts': `import './in/a.js'`, 'in/a.ts': '\n\n  let let = 1' })
    expect(message).toMatch(/^in\/a\.ts:3:\d+: \S/)
  })

  it('imports a file that is not there', async () => {
    const { message } = await problem({ 'lock.ts': `import './a.js'` })
    expect(message).toBe(`lock.ts imports './a.js', and there is no such file`)
  })

  it.each([
    ['lock.ts', `import foo from 'foo'\nfoo()`, 'foo'],
    ['lock.ts', `await import('@bar/foo/deep')`, '@bar/foo'],
    ['lock.cjs', `require('foo/deep')`, 'foo'],
    ['lock.cjs', `exports.a = require('@bar/foo')`, '@bar/foo'],
  ])('imports, as %s, a package that is not installed: %s', async (name, text, missing) => {
    const { message, hint } = await problem({ [name]: text })
    expect(message).toBe(`${name} imports '${missing}', which is not installed`)
    expect(hint).toBe(`npm install ${missing}`)
  })

  it('imports a package that is broken itself', async () => {
    const { message, hint } = await problem({
      'lock.ts': `import 'own'`,
      'node_modules/own/index.js': `require('foo')`,
    })
    expect(message).toContain(`lock.ts failed while it was loaded: Error: Cannot find module 'foo'`)
    expect(hint).toBe('--verbose shows where')
  })

  it('throws while it is loaded: the hint is the line', async () => {
    const { message, hint, cause } = await problem({
      'lock.ts': `import { boom } from './boom.js'\n\nboom()`,
      'boom.ts': `interface A {\n  b: number\n}\nexport function boom(): A {\n  throw new TypeError('boom')\n}`,
    })
    expect(message).toBe('lock.ts failed while it was loaded: TypeError: boom')
    expect(hint).toBe('see boom.ts:5')
    expect((cause as Error).stack).toContain(`${path.join(folder, 'lock.ts')}:3:1`)
  })

  it.each(['null', `'no'`])('throws %s', async (thrown) => {
    const { message } = await problem({ 'lock.ts': `throw ${thrown}` })
    expect(message).toBe(`lock.ts failed while it was loaded: ${thrown.replaceAll("'", '')}`)
  })
})
