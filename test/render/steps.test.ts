import { expect, it } from 'vitest'
import type { Event, WireEvent } from '../../src/scenario/event.js'
import { createSteps, type Step } from '../../src/render/steps.js'
import { sample } from './sample.js'

const note: Event = { type: 'note', text: 'a lesson' }
const wire: WireEvent = { type: 'wire', actor: 'app', command: ['PING'], reply: 'PONG' }

it('opens a step at each note and closes it at the next note, chapter, footer or end', () => {
  const steps = createSteps(8)
  const pieces = sample.flatMap((event) => steps.take(event))
  expect(pieces.map(({ type }) => type)).toEqual([
    'run',
    'chapter',
    'step',
    'step',
    'chapter',
    'step',
    'chapter',
    'step',
    'next',
    'end',
  ])
  expect(steps.end()).toEqual([])
})

it('hands out an open step once, when asked for what is left', () => {
  const steps = createSteps(8)
  steps.take(note)
  expect(steps.end()).toEqual([expect.objectContaining({ note })])
  expect(steps.end()).toEqual([])
})

it('makes a step of events that no note comes before', () => {
  const steps = createSteps(8)
  expect(steps.take(wire)).toEqual([])
  expect(steps.end()).toEqual([expect.objectContaining({ note: undefined, wires: [wire] })])
})

it.each([
  ['the first two commands and counts the rest', 2, { shown: 2, hidden: 3 }],
  ['no command and does not count them', 0, { shown: 0, hidden: 0 }],
  ['all commands', 'all', { shown: 5, hidden: 0 }],
] as const)('keeps %s when asked to', (_, trace, { shown, hidden }) => {
  const steps = createSteps(trace)
  for (let sent = 0; sent < 5; sent += 1) steps.take(wire)
  const [step] = steps.end() as [Step]
  expect([step.wires.length, step.hidden]).toEqual([shown, hidden])
})

it('takes no notice of progress', () => {
  const steps = createSteps(8)
  steps.take(note)
  expect(steps.take({ type: 'progress', label: 'rows', done: 1, unit: 'rows' })).toEqual([])
  expect((steps.end()[0] as Step).shown).toEqual([])
})
