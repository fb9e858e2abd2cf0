import { keyBuilder } from '../../patterns/_kit/keys.js'
import { tryScript } from '../../patterns/lock/scripts.js'
import { RUN_STARTS_AT } from '../../scenario/clock.js'
import { clusterScenario } from '../../scenario/cluster.js'

export const cluster = clusterScenario((_redis, prefix) => {
  const key = keyBuilder({ prefix, name: 'door' })
  return {
    what: 'a lock, its fencing number and its queue, which one script looks at',
    keys: [key(), key('fence'), key('queue')],
    run: (client, [lock = '', fence = '', queue = '']) =>
      tryScript.run(client, { lock, fence, queue }, { token: 'app-1', ttlMs: 30_000, now: RUN_STARTS_AT }),
  }
})
