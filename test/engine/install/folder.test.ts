import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { EngineError } from '../../../src/engine/engine.js'
import { makeFolder } from '../../../src/engine/install/folder.js'

const root = mkdtempSync(join(tmpdir(), 'redis-patterns-folder-'))
afterAll(() => rmSync(root, { recursive: true }))

it('makes a folder and those above it, and is content with one that is there', async () => {
  const folder = join(root, 'a/b/c')
  await makeFolder(folder)
  await makeFolder(folder)
  expect(statSync(folder).isDirectory()).toBe(true)
})

it('lets several make the same one', async () => {
  const folder = join(root, 'd/e')
  await Promise.all([makeFolder(folder), makeFolder(folder), makeFolder(folder)])
  expect(statSync(folder).isDirectory()).toBe(true)
})

it('says which folder cannot be made, and what to set', async () => {
  const file = join(root, 'file')
  writeFileSync(file, '')
  const refusal = await makeFolder(join(file, 'below')).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(EngineError)
  expect(refusal).toMatchObject({
    message: expect.stringContaining(join(file, 'below')),
    hint: expect.stringContaining('XDG_CACHE_HOME'),
  })
})

it.skipIf(process.platform !== 'linux')('ends where nothing can ever be made', async () => {
  await expect(makeFolder('/proc/nope/cache')).rejects.toThrow('cannot be made')
})
