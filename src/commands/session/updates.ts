import type { Connection } from '../../engine/engine.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { interleave } from '../../scenario/interleave.js'
import type { SessionScenario, SessionStage } from './params.js'
import { barsOf, marked, sideBySide } from './tables.js'
import { naive, safe, type Version } from './versions.js'

const NAME = 'updates'
/** What different pages of a shop put into a session. */
const FIELDS = ['cart', 'theme', 'language', 'lastPage', 'coupon', 'currency']
const SHOWN = 8

export const updates: SessionScenario = {
  name: NAME,
  title: 'Two requests change one session',
  summary:
    'A browser sends several requests at once. Each sets a field of its own. Who is still there afterwards?',
  uses: ['clients'],
  next: [
    { command: 'redis-patterns session updates --clients 20', why: 'more requests, more lost fields' },
    { command: 'redis-patterns session updates --seed 2', why: 'another order of the same commands' },
  ],
  run: playUpdates,
}

async function* playUpdates(stage: SessionStage): AsyncGenerator<Event, void, void> {
  const { clients } = stage.params
  const fields = Array.from({ length: clients }, (_, index) => FIELDS[index] ?? `field-${index + 1}`)

  yield {
    type: 'note',
    text: `The naive session is one JSON text. A request reads it, changes its own field and writes all of it back. ${clients} requests come at the same time: who writes last, writes back what was there when it read, and undoes the others.`,
  }
  const rewritten = await saveTogether(stage, naive, fields)
  yield fieldTable('naive', 'one JSON text, written whole', fields, { naive: rewritten })
  yield {
    type: 'verdict',
    id: 'updates.naive',
    claim: 'writing the whole session back loses fields',
    holds: rewritten.size < clients,
    detail: `${rewritten.size} of ${clients} fields are there`,
  }

  yield {
    type: 'note',
    text: 'The safe session has a field of the hash for each field of its data. A request sends only what it changes, and nobody writes what they have not changed. The same requests, in an order of the same kind.',
  }
  const kept = await saveTogether(stage, safe, fields)
  yield fieldTable('updates', 'naive beside safe', fields, { naive: rewritten, safe: kept })
  yield barsOf('kept', 'fields that arrived', 'fields', [
    { label: 'sent', value: clients },
    { label: 'naive', value: rewritten.size, mark: 'bad' },
    { label: 'safe', value: kept.size, mark: 'good' },
  ])
  yield {
    type: 'verdict',
    id: 'updates.safe',
    claim: 'writing single fields loses none under the same load',
    holds: kept.size === clients,
    detail: `${kept.size} of ${clients} fields are there`,
  }
}

/** The fields that a session has, after each request has set one. */
async function saveTogether(
  stage: SessionStage,
  version: Version,
  fields: readonly string[],
): Promise<Set<string>> {
  const open = version(stage, NAME)
  const app = await stage.actor('app')
  const id = await open(app).create({})
  const clients = fields.map(async (field, index) => ({
    connection: await stage.actor(`app-${index + 1}`),
    program: async (redis: Connection) => void (await open(redis).save(id, { [field]: index })),
  }))
  await interleave(await Promise.all(clients), stage.rng)
  const data = (await open(app).get(id)) ?? {}
  return new Set(fields.filter((field, index) => data[field] === index))
}

/** Every field for a few requests; the count for any number of them. */
function fieldTable(
  id: string,
  title: string,
  fields: readonly string[],
  found: Record<string, Set<string>>,
): TableEvent {
  const versions = Object.values(found)
  const cells = (field: string) =>
    versions.map((kept) => (kept.has(field) ? marked('kept', true) : marked('lost', false)))
  const rows = fields.length > SHOWN ? [] : fields.map((field) => [field, ...cells(field)])
  const lost = versions.map(({ size }) => marked(fields.length - size, size === fields.length))
  return sideBySide(id, title, 'field', Object.keys(found), [...rows, ['lost', ...lost]])
}
