import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { textWidth } from '../../../src/render/text/width.js'
import { School } from '../../support/school.js'
import { Terminal } from '../../support/terminal.js'

const school = new School()
// Without its run and its race, which have tests of their own.
beforeEach(() =>
  school.edit((text) =>
    text.replace(/## Watch it run[\s\S]*?(?=## Predict)/, '').replace(/## Race[\s\S]*/, ''),
  ),
)

const open = () =>
  new Terminal(['learn', '01', '--from', school.folder, '--engine', 'embedded'], {
    env: { XDG_STATE_HOME: school.folder },
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
  await again.shows('Solved in 1 command, 1 round trip')
  again.type('.next\r')
  await again.choose('next: Mend a file')
  await again.choose('write it into the folder', 1)
  await again.choose('end the lesson')
  await again.shows('The end of "My lesson"')
  expect(await again.ended).toBe(0)
  // What a prompt repaints is one line here.
  const lines = again.text.split('\n').filter((line) => !/\? |> /.test(line))
  expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(80)

  const { learned } = JSON.parse(
    readFileSync(join(school.folder, 'redis-patterns/progress.json'), 'utf8'),
  ) as {
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

it('a file is raced each time that it is saved, until it is right', async () => {
  school.edit((text) => text.replace(/# My lesson[\s\S]*(?=## Mend a file)/, ''))
  const files = join(school.folder, 'playground')
  const file = join(files, 'my-lock.ts')
  const change = (from: string, to: string) => {
    const before = readFileSync(file, 'utf8')
    expect(before).toContain(from)
    // As editors do it: the file is another one then.
    writeFileSync(`${file}~`, before.replace(from, to))
    renameSync(`${file}~`, file)
  }
  const terminal = new Terminal(
    ['learn', '01', '--from', school.folder, '--files', files, '--engine', 'embedded'],
    {
      env: { XDG_STATE_HOME: school.folder },
      columns: 200,
    },
  )
  await terminal.shows('my-lock.ts was written')
  await terminal.shows('explored 46 of 46 orders: 24 break it')
  await terminal.shows('my-lock.ts>')
  change('return { token }', 'return { token')
  await terminal.shows('It cannot be run:')
  change('return { token', 'return { token }')
  await terminal.shows('explored 46 of 46 orders: 24 break it', 2)
  terminal.type('.hint\r')
  await terminal.shows('Hint 1 of 2')
  change("'PX', ttlMs)", "'PX', ttlMs, 'NX')")
  await terminal.shows('was saved', 3)
  terminal.type('.redo\r')
  await terminal.shows('my-lock.1.ts')
  expect(readdirSync(files).toSorted()).toEqual(['my-lock.1.ts', 'my-lock.ts'])
  change('await redis.set(', 'if (null === await redis.set(')
  change("'PX', ttlMs)", "'PX', ttlMs, 'NX')) return null")
  await terminal.shows('All is right.')
  terminal.type('.next\r')
  await terminal.choose('end the lesson')
  expect(await terminal.ended).toBe(0)
  const { learned } = JSON.parse(
    readFileSync(join(school.folder, 'redis-patterns/progress.json'), 'utf8'),
  ) as {
    learned: Record<string, { solved: string[] }>
  }
  expect(learned['01-mine']?.solved).toEqual(['mend'])
})

it('says how far one is, and which lessons one builds on while they are not done', async () => {
  const text = readFileSync(join(school.folder, '01-mine.md'), 'utf8')
  const more = text.replaceAll('01-mine', '02-more').replace('minutes: 5', 'minutes: 5\nneeds: 01-mine')
  school.write('02-more.md', more)
  const begins = (solved: string[], lesson = ['02']) => {
    mkdirSync(join(school.folder, 'redis-patterns'), { recursive: true })
    const learned = { '01-mine': { solved } }
    writeFileSync(
      join(school.folder, 'redis-patterns/progress.json'),
      JSON.stringify({ schema: 1, seen: {}, learned }),
    )
    return new Terminal(['learn', ...lesson, '--from', school.folder, '--engine', 'embedded'], {
      env: { XDG_STATE_HOME: school.folder },
    })
  }
  const early = begins(['counter'])
  await early.shows('This lesson builds on 01-mine (1 of 4 solved).')
  await early.shows('Where to?')
  early.end()
  await early.ended
  const undecided = begins(['counter'], [])
  await undecided.shows('01-mine  My lesson (1 of 4 solved)')
  undecided.end()
  await undecided.ended
  const later = begins(['still-there', 'counter', 'count', 'mend'])
  await later.shows('Where to?')
  expect(later.text).not.toContain('builds on')
})
