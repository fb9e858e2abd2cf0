import type { TopicOptions } from '../../patterns/pubsub/index.js'
import type { PubsubStage } from './params.js'

const OUTBOX = { maxLen: 1_000 }

/** The options of a topic that says the same with the same seed. */
export function topicOptions(
  { namespace, clock }: PubsubStage,
  name: string,
  actor: string,
  { outbox = false } = {},
): TopicOptions<string> {
  return {
    prefix: namespace,
    name,
    now: clock.now,
    ids: () => actor,
    ...(outbox && { outbox: OUTBOX }),
  }
}
