import type { RaceBook } from '../../race/define.js'
import { registry } from '../index.js'
import type { Io } from '../io.js'
import { DEFAULT_LOOK, openScreen } from '../screen.js'
import type { RaceFlags } from './index.js'

/** Every race there is. */
export async function listRaces(flags: RaceFlags, io: Io): Promise<number> {
  const books = await Promise.all(registry.map((entry) => entry.races()))
  const screen = await openScreen({ ...DEFAULT_LOOK, ...flags, trace: false }, io)
  await screen.event({
    type: 'table',
    id: 'races',
    title: 'races',
    columns: [
      { label: 'pattern' },
      { label: 'race' },
      { label: 'what it is about' },
      { label: 'the naive version' },
    ],
    rows: books.flatMap(rowsOf),
  })
  await screen.event({
    type: 'next',
    tries: [
      { command: 'redis-patterns race lock', why: 'all races of a pattern' },
      { command: 'redis-patterns race lock get-then-set', why: 'one of them' },
    ],
  })
  await screen.end()
  return 0
}

function rowsOf({ pattern, races }: RaceBook): string[][] {
  return races.map(({ name, title, naive }) => [pattern, name, title, naive.title])
}
