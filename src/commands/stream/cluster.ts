import { keyBuilder } from '../../patterns/_kit/keys.js'
import { redriveScript } from '../../patterns/stream/scripts.js'
import { RUN_STARTS_AT } from '../../scenario/clock.js'
import { clusterScenario } from '../../scenario/cluster.js'

export const cluster = clusterScenario((_redis, prefix) => {
  const key = keyBuilder({ prefix, name: 'orders' })
  return {
    what: 'a stream and its dead letters, between which one script moves an entry',
    keys: [key(), key('dead')],
    run: (client, [stream = '', dead = '']) =>
      redriveScript.run(client, { stream, dead }, { letter: '1-0', now: RUN_STARTS_AT }),
  }
})
