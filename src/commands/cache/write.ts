import type { Cell, Event } from '../../scenario/event.js'
import { app, unseen } from './caches.js'
import { drawnRace, naiveWriters, type Outcome, PRICES, race, safeWriters } from './write-race.js'
import type { CacheScenario, CacheStage } from './params.js'

export const write: CacheScenario = {
  name: 'write',
  title: 'Write-through: the older value arrives last',
  summary: 'Two app servers change one price: the database in one order, the cache in the other.',
  uses: ['ttl', 'rounds'],
  next: [
    { command: 'redis-patterns cache write --rounds 200', why: 'more products, more of them wrong' },
    { command: 'redis-patterns cache write --seed 2', why: 'other writes arrive late' },
  ],
  run: playWrite,
}

async function* playWrite(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const { rounds } = stage.params
  const isLate = Array.from({ length: rounds }, (_, at) => at === 0 || stage.rng.int(0, 1) === 1)

  yield {
    type: 'note',
    text: `Write-through: change the database, then SET the same value in the cache, so that readers do not miss. app-1 writes ${PRICES[0]}, app-2 right after it ${PRICES[1]}. But app-1's SET is slow and comes last.`,
  }
  yield await drawnRace(stage, 'race', await naiveWriters(stage, app))
  yield {
    type: 'note',
    text: `${rounds} products, two writes each. Where the SETs arrive in the order of the database, all is well. Where the older one arrives last, the cache has a price that nobody will correct before its TTL ends. (Their commands are not shown.)`,
  }
  const naive = await race(await naiveWriters(stage, unseen), isLate)
  yield outcomeTable('naive', 'SET, as it comes', { naive })
  yield {
    type: 'verdict',
    id: 'write.naive',
    claim: 'the naive version keeps whichever write arrives last',
    holds: naive.late.wrong === naive.late.products && naive.inOrder.wrong === 0,
    detail: `${naive.late.wrong} of ${rounds} prices are wrong`,
  }

  yield {
    type: 'note',
    text: 'Each row has a version, which the database counts up with each change. put.lua compares it, in the step that writes, with the newest that the cache has seen, and refuses an older one: reply 0.',
  }
  yield await drawnRace(stage, 'safe-race', await safeWriters(stage, app))

  yield {
    type: 'note',
    text: `The same ${rounds} products, arriving in the same order. (Their commands are not shown.)`,
  }
  const safe = await race(await safeWriters(stage, unseen), isLate)
  yield outcomeTable('write', 'naive beside safe', { naive, safe })
  yield {
    type: 'verdict',
    id: 'write.safe',
    claim: 'with versions the newer value stays, whichever arrives last',
    holds: safe.late.wrong + safe.inOrder.wrong === 0,
    detail: `${safe.late.wrong + safe.inOrder.wrong} of ${rounds} prices are wrong`,
  }
}

function outcomeTable(id: string, title: string, found: Record<string, Outcome>): Event {
  const outcomes = Object.values(found)
  const row = (label: string, kind: keyof Outcome): Cell[] => [
    label,
    outcomes[0]?.[kind].products ?? 0,
    ...outcomes.map((outcome): Cell => {
      const { wrong } = outcome[kind]
      return { value: wrong, mark: wrong === 0 ? 'good' : 'bad' }
    }),
  ]
  return {
    type: 'table',
    id,
    title,
    columns: [
      { label: 'the writes arrived' },
      { label: 'products', align: 'right' },
      ...Object.keys(found).map((label) => ({ label: `wrong, ${label}`, align: 'right' as const })),
    ],
    rows: [row('in order', 'inOrder'), row('the older one last', 'late')],
  }
}
