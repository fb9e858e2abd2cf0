import { Names } from '../../patterns/cache/names.js'
import { putScript } from '../../patterns/cache/scripts.js'
import { RUN_STARTS_AT } from '../../scenario/clock.js'
import { clusterScenario } from '../../scenario/cluster.js'

const VALUE = {
  kind: 'v',
  payload: '{"price":3}',
  ttlMs: 60_000,
  staleMs: 0,
  version: 1,
  versionTtlMs: 60_000,
}

export const cluster = clusterScenario((_redis, prefix) => {
  const names = new Names({ prefix, name: 'prices' })
  const told = { filled: names.filled('apple'), dropped: names.dropped, key: 'apple' }
  return {
    what: 'an entry and the newest version of it, which one script compares and writes',
    keys: [names.entry('apple'), names.newest('apple')],
    run: (client, [entry = '', newest = '']) =>
      putScript.run(client, { entry, newest }, { ...VALUE, ...told, now: RUN_STARTS_AT }),
  }
})
