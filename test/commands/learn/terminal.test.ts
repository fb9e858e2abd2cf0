import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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

const open = (stateHome = folder) =>
  new Terminal(['learn', '01', '--from', folder, '--engine', 'embedded'], {
    env: { XDG_STATE_HOME: stateHome },
  })

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

it.each([
  ['damaged', 'progress.json', '{"sche', /note: the progress file was damaged; it is kept as /, true],
  ['of a newer version', 'progress.json', '{"schema":99}', /note: .* was written by another version/, false],
  ['not writable', '', 'mine', /note: progress cannot be written to /, false],
])(
  'a lesson goes on to its end when the file of progress is %s, says so once, and loses nothing of it',
  async (_what, name, text, said, isRemembered) => {
    const home = join(folder, 'state')
    const place = join(home, 'redis-patterns', name)
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, text)

    const terminal = open(home)
    await terminal.choose('next: Predict')
    await terminal.shows('TTL greeting says?')
    terminal.type('-1\r')
    await terminal.choose('next: Decide')
    await terminal.choose('Your answer?')
    await terminal.choose('next: Do it')
    await terminal.shows('To do: Count three visits')
    terminal.type('.skip\r')
    await terminal.choose('end the lesson')
    expect(await terminal.ended).toBe(0)

    expect(terminal.text).toContain('The end of "My lesson"')
    expect(terminal.text.match(new RegExp(said, 'g'))).toHaveLength(1)
    expect(terminal.text.includes('what you solve now is not remembered')).toBe(!isRemembered)
    const kept = readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    expect(kept).toContain(text)
    expect(kept.some((each) => each.includes('still-there'))).toBe(isRemembered)
  },
)
