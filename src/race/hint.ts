import type { Node, Tallies } from './graph.js'
import { type Step, writeStep } from './steps.js'

/** The quickest way to break something from where one is. */
export interface Hint {
  /** The next step of it; undefined: from here on nothing can break. */
  readonly step: string | undefined
  readonly stepsLeft: number
}

/** What the explorer knows of the state that a way leads to; undefined when it never came by. */
export function hintAt(root: Node, way: readonly Step[], tallies: Tallies): Hint | undefined {
  let node: Node | undefined = root
  for (const step of way) node = node?.next[node.steps.indexOf(writeStep(step))]
  if (node === undefined) return undefined
  const { shortest } = tallies.of(node)
  return { step: shortest?.[0], stepsLeft: shortest?.length ?? 0 }
}
