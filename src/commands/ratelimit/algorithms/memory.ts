import type { BarsChart, Event, StateEvent } from '../../../scenario/event.js'
import { counted, grouped } from '../../../scenario/text.js'
import { ALGORITHM_NAMES, type AlgorithmName } from '../algorithm-names.js'
import { ALGORITHMS } from '../limiters.js'
import type { RatelimitStage } from '../params.js'

/** Longer than any of the short texts that all but the log keep. */
const SHORT_TEXT = 60

/** What a key costs when the limit is used up: a client of its own takes all at once. */
export async function* showMemory(stage: RatelimitStage): AsyncGenerator<Event, void, void> {
  const { limit, window: windowMs } = stage.params
  const redis = await stage.actor('app')
  const options = { prefix: stage.namespace, limit, windowMs, now: stage.clock.now }
  const limiters = ALGORITHM_NAMES.map((name) => ALGORITHMS[name].make(redis, { ...options, name }))

  yield {
    type: 'note',
    text: `What a key costs: grace takes her whole limit of ${grouped(limit)} from each of the five. The log has a member for every request, so it grows with the limit. The others write one short text, whatever the limit is.`,
  }
  for (const limiter of limiters) await limiter.take('grace', { cost: limit })
  const keys = limiters.map((limiter) => limiter.key('grace'))
  const state = await stage.state('keys of a client that has used up its limit', keys)
  yield state
  if (stage.engine.lacks.includes('memory')) {
    yield {
      type: 'skip',
      what: 'the bytes of each key',
      needs: 'MEMORY USAGE, which says how much memory a key takes',
    }
  } else {
    const bytes: number[] = []
    for (const key of keys) bytes.push(Number(await redis.memory('USAGE', key)))
    yield memoryChart(bytes)
  }
  yield {
    type: 'verdict',
    id: 'algorithms.memory',
    claim:
      'only the log grows with the limit: a member for each request, where the others keep one short text',
    holds: state.keys.every((view, index) => isAsClaimed(view, ALGORITHM_NAMES[index], limit)),
    detail: state.keys
      .map(({ type, length }) => (type === 'zset' ? counted(length, 'member') : `${length} B`))
      .join(', '),
  }
}

function isAsClaimed(
  { type, length }: StateEvent['keys'][number],
  name: AlgorithmName | undefined,
  limit: number,
): boolean {
  return name === 'sliding-log'
    ? type === 'zset' && length === limit
    : type === 'string' && length < SHORT_TEXT
}

function memoryChart(bytes: readonly number[]): BarsChart {
  const bars = ALGORITHM_NAMES.map((name, index) => ({
    label: ALGORITHMS[name].title,
    value: bytes[index] ?? 0,
  }))
  const [log = 0, ...others] = bytes
  return {
    type: 'chart',
    id: 'memory',
    kind: 'bars',
    title: 'memory of the key, overhead included',
    unit: 'bytes',
    bars,
    words: `The log takes ${grouped(log)} bytes, the others ${grouped(Math.min(...others))} to ${grouped(Math.max(...others))}.`,
  }
}
