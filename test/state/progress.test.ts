import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stateFolder } from '../../src/state/folder.js'
import { ProgressError, ProgressFile } from '../../src/state/progress.js'

let home: string
let file: ProgressFile
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'redis-patterns-state-'))
  file = new ProgressFile({ env: { XDG_STATE_HOME: home }, platform: 'linux' })
})
afterEach(() => rmSync(home, { recursive: true }))

function write(text: string): void {
  mkdirSync(dirname(file.path), { recursive: true })
  writeFileSync(file.path, text)
}

test('there is nothing at first, and what was saved is there again', () => {
  expect(file.load()).toEqual({ seen: {} })
  file.save({ seen: { lock: ['crash'] } })
  expect(file.load()).toMatchObject({ seen: { lock: ['crash'] } })
})

test('fields that this version does not know are kept', () => {
  write('{"schema":1,"seen":{},"later":[1]}')
  file.save(file.load())
  expect(JSON.parse(readFileSync(file.path, 'utf8'))).toEqual({ schema: 1, seen: {}, later: [1] })
})

test('nothing but the file is left behind', () => {
  file.save({ seen: {} })
  file.save({ seen: {} })
  expect(readdirSync(dirname(file.path))).toEqual(['progress.json'])
})

describe('a file that cannot be used', () => {
  test.each(['', '{"schema":1,"se', '[]', 'null', '{"schema":1,"seen":{"lock":"crash"}}', '{"schema":1}'])(
    'is kept aside when it is damaged: %s',
    (text) => {
      write(text)
      expect(() => file.load()).toThrow(ProgressError)
      const [aside = '', ...rest] = readdirSync(dirname(file.path))
      expect(rest).toEqual([])
      expect(aside).toMatch(/^progress\.json\.damaged-/)
      expect(readFileSync(join(dirname(file.path), aside), 'utf8')).toBe(text)
      expect(file.load()).toEqual({ seen: {} })
    },
  )

  test('is left as it is when another version wrote it', () => {
    const text = '{"schema":2,"seen":"something else"}'
    write(text)
    expect(() => file.load()).toThrow('another version')
    expect(readFileSync(file.path, 'utf8')).toBe(text)
  })
})

describe('a place that cannot be written', () => {
  test('is said, with what to do, when a file is where the folder should be', () => {
    const taken = join(home, 'a-file')
    writeFileSync(taken, 'mine')
    const unwritable = new ProgressFile({ env: { XDG_STATE_HOME: taken }, platform: 'linux' })
    expect(() => unwritable.save({ seen: {} })).toThrow(
      expect.objectContaining({
        name: 'ProgressError',
        message: expect.stringMatching(/^progress cannot be kept: ENOTDIR/),
        hint: expect.stringContaining('XDG_STATE_HOME'),
      }),
    )
    expect(readFileSync(taken, 'utf8')).toBe('mine')
  })

  test('keeps nothing half written', () => {
    mkdirSync(file.path, { recursive: true })
    expect(() => file.save({ seen: {} })).toThrow(/^progress cannot be kept: EISDIR/)
    expect(readdirSync(dirname(file.path))).toEqual(['progress.json'])
  })
})

test.each([
  ['linux', { HOME: '/home/ada' }, '/home/ada/.local/state/redis-patterns'],
  ['linux', { HOME: '/home/ada', XDG_STATE_HOME: '/state' }, '/state/redis-patterns'],
  ['linux', { HOME: '/home/ada', XDG_STATE_HOME: 'not/absolute' }, '/home/ada/.local/state/redis-patterns'],
  ['darwin', { HOME: '/Users/ada' }, '/Users/ada/Library/Application Support/redis-patterns'],
] as const)('on %s with %o the state lies in %s', (platform, env, folder) => {
  expect(stateFolder({ env, platform })).toBe(folder)
})
