import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { bundled } from '../../support/bundled.js'
import { ownFolder, removeFolder, writeFiles } from '../../support/own-folder.js'

const FILES = {
  'lock.ts': `import own from 'own'
import { kind } from './kind.js'
enum Mode { Exclusive = 1 }
export const all = [await own(), kind, Mode.Exclusive] as const`,
  'kind.ts': `export const kind: string = 'first'`,
  'node_modules/own/package.json': JSON.stringify({ type: 'module', exports: { import: './own.js' } }),
  'node_modules/own/own.js': `export default async () => 'own'`,
}

interface Printed {
  first: unknown
  second: unknown
  /** Bytes of code. */
  started: number
  loaded: number
}

it('loads a file of one’s own from the bundle, and loads the compiler only then', async () => {
  const [{ program, remove }, folder] = await Promise.all([
    bundled(path.join(import.meta.dirname, 'fixtures/load-twice.ts')),
    ownFolder(),
  ])
  await writeFiles(folder, FILES)
  const { stdout, stderr } = await promisify(execFile)('node', [program], { cwd: folder })
  const { first, second, started, loaded } = JSON.parse(stdout) as Printed
  expect([first, second]).toEqual([{ all: ['own', 'first', 1] }, { all: ['own', 'second', 1] }])
  expect(stderr).toBe('')
  expect(started).toBeLessThan(20_000)
  expect(loaded).toBeGreaterThan(200_000)
  await Promise.all([remove(), removeFolder(folder)])
})
