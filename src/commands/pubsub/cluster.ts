import { keyBuilder } from '../../patterns/_kit/keys.js'
import { publishScript } from '../../patterns/pubsub/scripts.js'
import { RUN_STARTS_AT } from '../../scenario/clock.js'
import { clusterScenario } from '../../scenario/cluster.js'

export const cluster = clusterScenario((_redis, prefix) => {
  const key = keyBuilder({ prefix, name: 'news' })
  const message = { id: 'app.1', now: RUN_STARTS_AT, payload: '"hello"', maxLen: 1_000, idleMs: 60_000 }
  return {
    what: "a topic's last number and its outbox, which one script writes",
    keys: [key('head'), key('outbox')],
    run: (client, [head = '', outbox = '']) =>
      publishScript.run(client, { head, outbox }, { ...message, command: 'PUBLISH', channel: key() }),
  }
})
