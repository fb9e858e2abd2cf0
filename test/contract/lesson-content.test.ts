import { readdirSync, readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { RaceBench } from '../../src/commands/learn/fix/bench.js'
import { registry } from '../../src/commands/index.js'
import type { Io } from '../../src/commands/io.js'
import { lostReferences } from '../../src/commands/learn/references.js'
import { Desk } from '../../src/lessons/desk.js'
import { readLesson } from '../../src/lessons/load.js'
import { testLesson } from '../../src/lessons/self-test.js'
import { onEachEngine } from '../support/engines.js'

const FOLDER = new URL('../../lessons/', import.meta.url)
const lessons = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.md'))
  .map((file) => [file, readLesson(file, readFileSync(new URL(file, FOLDER), 'utf8'))] as const)

/** For a program whose commands are read and not run. */
const SILENT = { env: {}, stdout: new PassThrough() } as unknown as Io

describe.each(lessons)('the lesson %s', (file, lesson) => {
  it('is called as its file, and has screens', () => {
    expect(`${lesson.id}.md`).toBe(file)
    expect(lesson.screens.length).toBeGreaterThan(0)
    for (const { title } of lesson.screens) expect(title).not.toBe('')
  })
})

it.each(lessons)('%s names lessons, commands and races that are there', async (_file, lesson) => {
  const ids = lessons.map(([, { id }]) => id)
  expect(await lostReferences(lesson, ids, SILENT)).toEqual([])
})

it('each pattern has a race to play and a file to mend', () => {
  const parts = lessons.flatMap(([, { screens }]) => screens).flatMap((screen) => screen.parts)
  const played = parts.flatMap((part) => (part.kind === 'race' ? [part.race.split(' ')[0]] : []))
  const mended = parts.flatMap((part) => (part.kind === 'fix' ? [part.pattern] : []))
  const patterns = registry.map(({ name }) => name)
  expect(patterns.filter((name) => !played.includes(name))).toEqual([])
  expect(patterns.filter((name) => !mended.includes(name))).toEqual([])
})

onEachEngine((engine) => {
  it.each(lessons)(
    'the exercises of %s fail unsolved, pass solved, and know what learners try',
    async (_file, lesson) => {
      const desk = await Desk.open(engine())
      expect(await testLesson(lesson, desk, new RaceBench(engine()))).toEqual([])
    },
    120_000,
  )
})
