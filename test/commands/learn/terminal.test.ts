import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { textWidth } from '../../../src/render/text/width.js'
import { Terminal } from '../../support/terminal.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-'))
  // Without its run and its race, which have tests of their own.
  const text = readFileSync('src/commands/learn/lesson.md.txt', 'utf8')
  writeFileSync(
    join(folder, '01-mine.md'),
    text.replace(/## Watch it run[\s\S]*?(?=## Predict)/, '').replace(/## Race[\s\S]*/, ''),
  )
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = () =>
  new Terminal(['learn', '01', '--from', folder, '--engine', 'embedded'], { env: { XDG_STATE_HOME: folder } })

it('a lesson is done with wrong answers on the way, killed in the middle, and goes on where it was', async () => {
  const first = open()
  await first.choose('next: Predict')
  await first.shows('TTL greeting says?')
  first.type('100\r')
  await first.shows('No: TTL greeting says -1.')
  await first.choose('next: Decide')
  await first.choose('GET visits, then SET visits', 1)
  await first.choose('No: GET visits, then SET visits.')
  await first.shows('Right: INCR visits.')
  await first.choose('next: Do it')
  await first.shows('To do: Count three visits')
  first.type('INCR visits\r')
  await first.shows('not yet: GET visits says 11, expected 13')
  first.end()
  await first.ended

  const again = open()
  await again.shows('To do: Count three visits')
  expect(again.text).not.toContain('Predict')
  again.type('INCRBY visits 3\r')
  await again.shows('solved in 1 command')
  again.type('.next\r')
  await again.choose('end the lesson')
  await again.shows('The end of "My lesson"')
  expect(await again.ended).toBe(0)
  // What a prompt repaints is one line here.
  const lines = again.text.split('\n').filter((line) => !line.includes('? '))
  expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(80)

  const { learned } = JSON.parse(readFileSync(join(folder, 'redis-patterns/progress.json'), 'utf8')) as {
    learned: Record<string, { solved: string[] }>
  }
  expect(learned['01-mine']?.solved.toSorted()).toEqual(['count', 'counter', 'still-there'])
})

it('Ctrl-C ends a lesson like everything else', async () => {
  const terminal = open()
  await terminal.shows('next: Predict')
  terminal.type('\u0003')
  expect(await terminal.ended).toBe(130)
})
