import type { Command, Scenario } from '../scenario/define.js'
import { ProgressError, ProgressFile } from '../state/progress.js'
import type { Io } from './io.js'

/** The scenarios that this person has seen to their end, by pattern. */
export function seenScenarios(io: Io): Readonly<Record<string, readonly string[]>> {
  try {
    return new ProgressFile(io).load().seen
  } catch (error) {
    report(error, io)
    return {}
  }
}

/** Remembers what a person has watched. Where that cannot be kept it is said, and the run counts all the same. */
export function markSeen({ name }: Command, scenarios: readonly Scenario[], io: Io): void {
  if (io.stdin.isTTY !== true || io.stdout.isTTY !== true) return
  const file = new ProgressFile(io)
  try {
    const progress = file.load()
    const names = new Set([...(progress.seen[name] ?? []), ...scenarios.map((scenario) => scenario.name)])
    file.save({ ...progress, seen: { ...progress.seen, [name]: [...names] } })
  } catch (error) {
    report(error, io)
  }
}

function report(error: unknown, io: Io): void {
  if (error instanceof ProgressError) io.stderr.write(`note: ${error.message}\n`)
}
