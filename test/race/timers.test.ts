import { expect, it } from 'vitest'
import { openEngine } from '../../src/engine/index.js'
import { defineRace } from '../../src/race/define.js'
import { Trial } from '../../src/race/trial.js'
import { TIME } from '../../src/race/steps.js'
import { onGround } from '../support/explored.js'

it('lets the callback of a timer see the time of its client', async () => {
  const seen: number[] = []
  const version = { title: 'any', make: () => ({}) }
  const race = defineRace<unknown, null>({
    name: 'any',
    title: 'any',
    summary: 'any',
    clients: 1,
    world: () => null,
    async client({ now }) {
      await new Promise<void>((resolve) =>
        // oxlint-disable-next-line no-restricted-globals -- a step of the explorer, which nobody waits for
        setTimeout(() => {
          seen.push(now(), Date.now())
          resolve()
        }, 1_000),
      )
    },
    invariants: [],
    naive: version,
    safe: version,
  })
  const engine = await openEngine({ engine: 'embedded', env: process.env })
  try {
    await onGround(engine, async (ground) => {
      const trial = await Trial.start({ race, version, clients: 1 }, ground)
      await trial.take(TIME)
      trial.end()
    })
  } finally {
    await engine.close()
  }
  expect(seen[1]).toBe(seen[0])
})
