import { Places } from '../../patterns/session/places.js'
import { rotateScript } from '../../patterns/session/scripts.js'
import { newId, tagOf } from '../../patterns/session/tokens.js'
import { RUN_STARTS_AT } from '../../scenario/clock.js'
import { clusterScenario } from '../../scenario/cluster.js'

const LIFE = { now: RUN_STARTS_AT, idleMs: 60_000, absoluteMs: 600_000, userId: '' }

export const cluster = clusterScenario((_redis, prefix) => {
  const places = new Places({ prefix })
  const [before, after] = ['before', 'after'].map((id) => places.ofId(newId(() => id, tagOf('ada'))))
  return {
    what: 'a session before and after its rotation, and the index of its user, which one script changes',
    keys: [before, after].map((place) => place?.session ?? '').concat(places.ofUser('ada').index),
    run: (client, [old = '', next = '', index = '']) =>
      rotateScript.run(client, { old, oldIndex: index, new: next, newIndex: index }, LIFE),
  }
})
