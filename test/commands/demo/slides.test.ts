import { expect, test } from 'vitest'
import { type Slide, slidesOf } from '../../../src/commands/demo/slides.js'
import type { Event } from '../../../src/scenario/event.js'
import { eventsOf, runCli } from '../../support/cli.js'

async function slides(events: Event[]) {
  const stream = (async function* () {
    yield* events
  })()
  const cut: Slide[] = []
  for await (const slide of slidesOf(stream)) cut.push(slide)
  return cut
}

test('every step of a run is a slide, and nothing that it says is lost but what to try next', async () => {
  const events = eventsOf((await runCli(['leaderboard', '--json', '--engine', 'embedded'])).stdout)
  const cut = await slides(events)
  const notes = events.filter((event) => event.type === 'note')
  expect(cut).toHaveLength(notes.length)
  expect(cut.flatMap((slide) => slide.events)).toEqual(events.filter((event) => event.type !== 'next'))
})

test('a slide knows its pattern, its scenario and the title', async () => {
  const { stdout } = await runCli(['leaderboard', 'ties', 'basics', '--json', '--engine', 'embedded'])
  const names = (await slides(eventsOf(stdout))).map(({ pattern, scenario }) => `${pattern} ${scenario}`)
  expect([...new Set(names)]).toEqual(['leaderboard ties', 'leaderboard basics'])
})
