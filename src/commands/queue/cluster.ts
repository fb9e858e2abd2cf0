import { keyBuilder } from '../../patterns/_kit/keys.js'
import { statsScript } from '../../patterns/queue/scripts.js'
import { clusterScenario } from '../../scenario/cluster.js'

export const cluster = clusterScenario((_redis, prefix) => {
  const key = keyBuilder({ prefix, name: 'mail' })
  return {
    what: 'the sets of a queue (waiting, delayed, active, dead, state), which one script counts',
    keys: [key('waiting'), key('delayed'), key('active'), key('dead'), key('state')],
    run: (client, [waiting = '', delayed = '', active = '', dead = '', state = '']) =>
      statsScript.run(client, { waiting, delayed, active, dead, state }, {}),
  }
})
