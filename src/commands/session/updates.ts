import type { Connection } from '../../engine/engine.js'
import type { BarsChart, Event, TableEvent } from '../../scenario/event.js'
import { interleave } from '../../scenario/interleave.js'
import type { SessionScenario, SessionStage } from './params.js'
import { marked, sideBySide } from './tables.js'
import { naive, safe, type Version } from './versions.js'

const NAME = 'updates'
/** What different pages of a shop put into a session. */
const FIELDS = ['cart', 'theme', 'language', 'lastPage', 'coupon', 'currency']
const SHOWN = 8

export const updates: SessionScenario = {
  name: NAME,
  title: 'Two requests change one session',
  summary:
    'A browser sends several requests at once, and each sets a field of its own. Which fields are there afterwards?',
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
    text: `The naive session is one JSON text. A request reads it, changes its own field and writes all of it back. ${clients} requests come at the same time: one that writes late puts back what it had read early, and undoes the others.`,
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
    text: 'The safe session has a field of the hash for each field of its data. A request writes only what it changes, and leaves the rest alone. The same requests, interleaved by the same rule.',
  }
  const kept = await saveTogether(stage, safe, fields)
  yield {
    type: 'verdict',
    id: 'updates.safe',
    claim: 'writing single fields loses none under the same load',
    holds: kept.size === clients,
    detail: `${kept.size} of ${clients} fields are there`,
  }

  yield {
    type: 'note',
    text: 'Nothing was locked and no request waited for another: they do not touch the same fields. Two that set the same field do, and then the later one wins.',
  }
  yield fieldTable('updates', 'naive beside safe', fields, { naive: rewritten, safe: kept })
  yield comparison(clients, rewritten.size, kept.size)
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

function comparison(sent: number, naive: number, safe: number): BarsChart {
  return {
    type: 'chart',
    id: 'kept',
    kind: 'bars',
    title: 'fields that arrived',
    unit: 'fields',
    bars: [
      { label: 'sent', value: sent },
      { label: 'naive', value: naive, mark: 'bad' },
      { label: 'safe', value: safe, mark: 'good' },
    ],
    words: `Of ${sent} fields the naive version kept ${naive} and the safe one ${safe}.`,
  }
}
