import { expect, test } from 'vitest'
import { type Played, valuesOf } from '../../support/played.js'
import { onEachEngine } from '../../support/engines.js'
import { play, sent } from './play.js'

/** The orders that were booked for a version, as the wire has it. */
function booked(played: Played, version: string): string[] {
  return sent(played, 'RPUSH', `{${version}-bank}`).map(({ args }) => String(args[0]).split(':')[0] as string)
}

onEachEngine((engine) => {
  test.each([1, 2, 3])('what the tables say of the jobs is what was booked, with seed %i', async (seed) => {
    const params = { jobs: 20, workers: 4, crashRate: 30 }
    const played = await play(engine(), 'workers', params, { seed })
    const [naive, safe] = [booked(played, 'popped'), booked(played, 'leased')]
    expect([naive.length, new Set(naive).size]).toEqual([14, 14])
    expect([safe.length, new Set(safe).size]).toEqual([20, 20])
    expect(valuesOf(played, 'leased').slice(0, 4)).toEqual([
      ['workers killed', 6, 6],
      ['jobs done', 14, 20],
      ['done twice', 0, 0],
      ['lost', 6, 0],
    ])
  })

  test('the bars of the workers add up to what each of them booked', async () => {
    const played = await play(engine(), 'workers', { jobs: 20, workers: 9 })
    const actors = sent(played, 'RPUSH', '{leased-bank}').map(({ actor }) => actor)
    const of = (worker: string) => actors.filter((actor) => actor === worker).length
    const bars = played.bars() ?? []
    expect(bars.slice(0, 6).map(({ value }) => value)).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => of(`worker-${n}`)),
    )
    expect(bars[6]).toEqual({ label: '3 more', value: of('worker-7') + of('worker-8') + of('worker-9') })
  })

  test('when every job kills its first worker, RPOP does none and leases do all', async () => {
    const played = await play(engine(), 'workers', { crashRate: 100, lease: 5_000 })
    expect(played.failed).toEqual([])
    expect(valuesOf(played, 'leased')[1]).toEqual(['jobs done', 0, 12])
  })

  test('another seed kills other workers', async () => {
    const first = await play(engine(), 'workers', {}, { seed: 1 })
    const other = await play(engine(), 'workers', {}, { seed: 2 })
    expect(booked(first, 'popped').toSorted()).not.toEqual(booked(other, 'popped').toSorted())
  })
})
