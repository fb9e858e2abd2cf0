import { expect, test } from 'vitest'
// #region example
import { Cache } from '../../src/patterns/cache/index.js'
// #endregion
import { onEachEngine } from '../support/engines.js'

interface User {
  name: string
}

const database = {
  loads: 0,
  async user(_id: string): Promise<User | null> {
    this.loads++
    return { name: 'Ada' }
  },
}

/** What the docs show of the library, run. */
onEachEngine((engine) => {
  test('the example of the docs answers what it says', async () => {
    const redis = await engine().connect('lesson')
    database.loads = 0
    // #region example
    await using users = new Cache<User>(redis, {
      prefix: 'app:',
      name: 'users',
      ttlMs: 60_000, // fresh for a minute, less a little that differs from entry to entry
      staleMs: 600_000, // then served on for ten more, while one caller loads it anew
    })

    const load = () => database.user('42')
    const ada = await users.get('42', load, { tags: ['team:7'] }) // { name: 'Ada' }: loaded once, for everyone
    await users.get('42', load) // from Redis

    await users.invalidate('42') // after the database has changed: no load from before can come back
    await users.invalidateTag('team:7') // and all entries of a group
    // #endregion
    expect(ada).toEqual({ name: 'Ada' })
    expect(database.loads).toBe(1)
    expect(users.stats()).toMatchObject({ miss: 1, hit: 1, originLoads: 1 })
    expect(await users.peek('42')).toBeUndefined()
  })
})
