import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RaceBench } from '../../src/commands/learn/fix/bench.js'
import { registry } from '../../src/commands/index.js'
import { Desk } from '../../src/lessons/desk.js'
import { readLesson } from '../../src/lessons/load.js'
import { testLesson } from '../../src/lessons/self-test.js'
import { onEachEngine } from '../support/engines.js'

const FOLDER = new URL('../../lessons/', import.meta.url)
const lessons = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.md'))
  .map((file) => [file, readLesson(file, readFileSync(new URL(file, FOLDER), 'utf8'))] as const)

describe.each(lessons)('the lesson %s', (file, lesson) => {
  it('is called as its file, and has screens', () => {
    expect(`${lesson.id}.md`).toBe(file)
    expect(lesson.screens.length).toBeGreaterThan(0)
    for (const { title } of lesson.screens) expect(title).not.toBe('')
  })
})

it('every race that a lesson lets one play is there', async () => {
  const known = (await Promise.all(registry.map((entry) => entry.races()))).flatMap(({ pattern, races }) =>
    races.map(({ name }) => `${pattern} ${name}`),
  )
  const played = lessons
    .flatMap(([, { screens }]) => screens)
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === 'race' ? [part.race] : []))
  expect(played.length).toBeGreaterThanOrEqual(registry.length)
  expect(played.filter((race) => !known.includes(race))).toEqual([])
})

onEachEngine((engine) => {
  it.each(lessons)(
    'the exercises of %s fail unsolved, pass solved, and know what learners try',
    async (_file, lesson) => {
      const desk = new Desk(await engine().connect('learner'))
      expect(await testLesson(lesson, desk, new RaceBench(engine()))).toEqual([])
    },
  )
})
