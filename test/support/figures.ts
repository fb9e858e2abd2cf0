import { type TestContext } from 'vitest'

/** What a test found out, for the table of `npm run proof`. */
export interface Figure {
  pattern: string
  /** What was counted: `admitted of 500 at limit 100`. */
  what: string
  /** What the naive version did, where there is one. */
  naive?: string | number
  safe: string | number
  /** What PATTERNS.md asks for. The test itself asserts it. */
  goal: string | number
}

declare module 'vitest' {
  interface TaskMeta {
    figures?: Figure[]
  }
}

/** Keeps a figure with the test that measured it. The test passes only when the goal is met. */
export function figure({ task }: TestContext, found: Figure): void {
  task.meta.figures = [...(task.meta.figures ?? []), found]
}
