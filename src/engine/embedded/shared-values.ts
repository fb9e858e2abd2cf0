import type { RedisDatabase, RedisMutationBus, RedisMutationEvent } from 'js-redis-server/core'

/**
 * Lets commands read the stored value itself. js-redis-server copies the whole value on every read and once
 * more for every listener of a write, which makes each ZADD take time in proportion to the sorted set.
 * Safe because no command changes what it read: changes go through `update`, and `set` stores a copy.
 */
export function shareValues(database: RedisDatabase): void {
  const keyspace = database['keyspace']
  keyspace.get = (key: Buffer) => keyspace['getLiveEntry'](key)?.value ?? null
  keyspace.entriesSnapshot = () => {
    keyspace.sweepExpired()
    return [...keyspace['entries'].values()]
  }
  const { mutations } = database
  mutations.emit = (event) => {
    for (const listener of listenersOf(mutations, event)) listener(event)
  }
}

function listenersOf(mutations: RedisMutationBus, event: RedisMutationEvent) {
  const byKey = mutations['keyListeners']
  const keyed = event.type === 'flush' ? [...byKey.values()] : [byKey.get(event.key.toString('hex')) ?? []]
  return [...mutations['globalListeners'], ...keyed.flatMap((listeners) => [...listeners])]
}
