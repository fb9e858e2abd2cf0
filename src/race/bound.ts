import type { Step } from './steps.js'

/** How often a client that could go on may still be made to wait for another, and who went last. */
export interface Bound {
  readonly left: number
  readonly last: number
}

/** The steps that the bound allows. Faults are not counted. */
export function allowed(steps: readonly Step[], bound: Bound): Step[] {
  return steps.filter((step) => bound.left > 0 || !isPreemption(step, steps, bound))
}

export function after(bound: Bound, step: Step, steps: readonly Step[]): Bound {
  if (step.kind !== 'go') return bound
  return { left: bound.left - (isPreemption(step, steps, bound) ? 1 : 0), last: step.client }
}

function isPreemption({ kind, client }: Step, steps: readonly Step[], { last }: Bound): boolean {
  if (kind !== 'go' || client === last) return false
  return steps.some((other) => other.kind === 'go' && other.client === last)
}
