import type { Connection } from '../engine/engine.js'
import type { Scenario, Stage, StageCluster } from './define.js'
import type { Event, SlotsChart } from './event.js'
import { hashSlot } from './slot.js'

/** One step of a pattern that touches several keys. */
export interface ClusterStep {
  /** The keys in words: `the lock, its fencing counter and its queue`. */
  what: string
  /** As the library names them, in the order in which the step takes them. */
  keys: readonly string[]
  /** Does the step with these keys. */
  run(redis: Connection, keys: readonly string[]): Promise<unknown>
}

/** Shows a step of a pattern on a cluster: refused without a hash tag, done with the library's own key names. */
export function clusterScenario(stepOf: (redis: Connection, namespace: string) => ClusterStep): Scenario {
  return {
    name: 'cluster',
    title: 'On a cluster: keys that belong together',
    summary: 'A step that touches several keys needs them in one hash slot. A tag in braces sees to that.',
    uses: [],
    run: (stage) => playCluster(stage, stepOf),
  }
}

async function* playCluster(
  stage: Stage,
  stepOf: (redis: Connection, namespace: string) => ClusterStep,
): AsyncGenerator<Event, void, void> {
  const cluster = await stage.cluster()
  const redis = await cluster.actor('app')
  const step = stepOf(redis, stage.namespace)
  const plain = step.keys.map((key) => key.replaceAll(/[{}]/g, ''))

  yield {
    type: 'note',
    text: `${cluster.isOurs ? 'This Redis is no cluster, so a small one of three nodes runs inside this program for this step. ' : ''}A cluster divides 16384 hash slots among its nodes; the key alone decides its slot. Here are ${step.what}, named without a tag: each has a slot of its own.`,
  }
  const refusal = await step.run(redis, plain).then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  )
  yield strip('plain', 'without a tag', plain, cluster)
  yield {
    type: 'verdict',
    id: 'cluster.refused',
    claim: 'a step over several slots is refused',
    holds: refusal.startsWith('CROSSSLOT'),
    detail: refusal,
  }

  yield {
    type: 'note',
    text: 'Where a key has a part in braces, only that part decides the slot. The library puts the name in braces, so everything that belongs to one name lies in one slot, and other names lie elsewhere.',
  }
  const done = await step.run(redis, step.keys).then(
    () => 'done',
    (error: Error) => error.message,
  )
  yield strip('tagged', 'with the name in braces', step.keys, cluster)
  yield {
    type: 'verdict',
    id: 'cluster.done',
    claim: 'the same step is done when a tag holds its keys together',
    holds: done === 'done' && new Set(step.keys.map(hashSlot)).size === 1,
    detail: `slot ${hashSlot(step.keys[0] ?? '')}: ${done}`,
  }
}

function strip(id: string, title: string, keys: readonly string[], cluster: StageCluster): SlotsChart {
  const slots = new Set(keys.map(hashSlot)).size
  const mark = slots === 1 ? 'good' : 'bad'
  return {
    type: 'chart',
    id: `cluster.${id}`,
    kind: 'slots',
    title: `keys ${title}`,
    nodes: [...cluster.nodes],
    keys: keys.map((key) => ({ label: key, slot: hashSlot(key), mark })),
    words: `${keys.length} keys in ${slots === 1 ? 'one slot' : `${slots} slots`}.`,
  }
}
