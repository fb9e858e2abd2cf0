import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Io } from '../../../src/commands/io.js'
import { Memory } from '../../../src/commands/learn/memory.js'

let home: string
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'memory-'))))
afterEach(() => rmSync(home, { recursive: true }))

/** What was said of a memory that a lesson uses again and again. */
function used(stateHome: string): string {
  const stderr = new PassThrough()
  const memory = new Memory({
    env: { XDG_STATE_HOME: stateHome },
    platform: 'linux',
    stderr,
  } as unknown as Io)
  // Its own, and of a lesson that it builds on.
  memory.of('01-mine')
  memory.of('00-before')
  for (const id of ['one', 'two'])
    memory.change('01-mine', ({ solved }) => ({ solved: [...solved, id], screen: 'here' }))
  return String(stderr.read() ?? '')
}

const folder = () => join(home, 'redis-patterns')
const write = (text: string) => {
  mkdirSync(folder())
  writeFileSync(join(folder(), 'progress.json'), text)
}

it('remembers without a word', () => {
  expect(used(home)).toBe('')
  expect(
    new Memory({ env: { XDG_STATE_HOME: home }, platform: 'linux' } as unknown as Io).of('01-mine'),
  ).toEqual({
    solved: ['one', 'two'],
    screen: 'here',
  })
})

it('begins anew beside a damaged file, which is kept', () => {
  write('{"sch')
  expect(used(home)).toMatch(/^note: the progress file was damaged; it is kept as .*\n$/)
  const texts = readdirSync(folder()).map((name) => readFileSync(join(folder(), name), 'utf8'))
  expect(texts).toContain('{"sch')
  expect(texts.join()).toContain('"two"')
})

it('leaves the file of a newer version alone, and says once that nothing is remembered', () => {
  write('{"schema":99}')
  expect(used(home)).toMatch(
    /^note: .* was written by another version\nnote: what you solve now is not remembered\n$/,
  )
  expect(readFileSync(join(folder(), 'progress.json'), 'utf8')).toBe('{"schema":99}')
})

it('says once that a place cannot be written', () => {
  const file = join(home, 'a-file')
  writeFileSync(file, '')
  expect(used(file)).toMatch(/^note: .*\nnote: what you solve now is not remembered\n$/)
})
