import { blocking } from './groups/blocking.js'
import { collections } from './groups/collections.js'
import { keys } from './groups/keys.js'
import { messages } from './groups/messages.js'
import { pubsub } from './groups/pubsub.js'
import { scripts } from './groups/scripts.js'
import { server } from './groups/server.js'
import { sortedSets } from './groups/sorted-sets.js'
import { stream } from './groups/stream.js'
import { strings } from './groups/strings.js'
import { transactions } from './groups/transactions.js'
import type { Group } from './step.js'

/** Every command that the project uses, rightly and wrongly. */
export const script: readonly Group[] = [
  ...server,
  ...strings,
  ...keys,
  ...collections,
  ...sortedSets,
  ...transactions,
  ...blocking,
  ...messages,
  ...scripts,
  ...pubsub,
  ...stream,
]
