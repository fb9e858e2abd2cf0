import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { findBook } from '../../src/commands/race/choose.js'
import type { Race } from '../../src/race/define.js'
import { openEngine } from '../../src/engine/index.js'
import { exploreOn } from '../support/explored.js'

/** Where a lesson says in its own words how many orders break, and how it says it. */
it.each<[lesson: string, pattern: string, race: string, words: (broken: number, orders: number) => string]>([
  ['01-cache', 'cache', 'stale-fill', (broken, orders) => `Only ${broken} of ${orders} orders end like this`],
  ['02-session', 'session', 'revive', (broken, orders) => `${broken} of ${orders}`],
  [
    '03-ratelimit',
    'ratelimit',
    'check-then-add',
    (broken, orders) => `have ${orders} orders, and ${broken} of them admit two`,
  ],
  [
    '05-leaderboard',
    'leaderboard',
    'lost-points',
    (broken, orders) => `Of the ${orders} orders of \`lost-points\`, ${broken} lose points`,
  ],
])('the lesson %s counts right what breaks in %s %s', async (lesson, pattern, name, words) => {
  const race = (await findBook(pattern)).races.find((each) => each.name === name) as Race
  const engine = await openEngine({ engine: 'embedded', env: {} })
  const { brokenOrders, orders } = await exploreOn(engine, {
    race,
    version: race.naive,
    clients: race.clients,
  })
  await engine.close()
  expect(readFileSync(`lessons/${lesson}.md`, 'utf8')).toContain(words(brokenOrders, orders))
})
