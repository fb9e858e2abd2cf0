import { expect, it } from 'vitest'
import { walk } from '../../src/race/walk.js'
import { seededRng } from '../../src/scenario/rng.js'
import { onEachEngine } from '../support/engines.js'
import { onGround } from '../support/explored.js'
import { getThenSetLock, tokenLock } from './programs.js'

onEachEngine((engine) => {
  const walked = (race: ReturnType<typeof tokenLock>, seed: number, times: number) =>
    onGround(engine(), (ground) =>
      walk({ race, version: race.naive, clients: race.clients }, ground, seededRng(seed), times),
    )

  it('estimates how many orders there are', async () => {
    const { orders } = await walked(getThenSetLock(2), 1, 300)
    expect(orders).toBeGreaterThan(46 * 0.8)
    expect(orders).toBeLessThan(46 * 1.2)
  })

  it('finds what breaks, and the same with the same seed', async () => {
    const [first, again] = [await walked(getThenSetLock(3), 7, 50), await walked(getThenSetLock(3), 7, 50)]
    expect(first).toEqual(again)
    expect(first.explored).toBe(50)
    expect(first.broken.get('at most one holder')).toBeGreaterThan(10)
  })

  it('finds nothing where there is nothing', async () => {
    expect(await walked(tokenLock(3), 1, 50)).toMatchObject({ broken: new Map(), shortest: undefined })
  })
})
