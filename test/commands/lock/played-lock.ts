import { basics } from '../../../src/commands/lock/basics.js'
import { crash } from '../../../src/commands/lock/crash.js'
import { owner } from '../../../src/commands/lock/owner.js'
import { lockParams } from '../../../src/commands/lock/params.js'
import { paused } from '../../../src/commands/lock/paused.js'
import { redlock } from '../../../src/commands/lock/redlock.js'
import { waiting } from '../../../src/commands/lock/waiting.js'
import type { Engine } from '../../../src/engine/engine.js'
import type { Scenario } from '../../../src/scenario/define.js'
import type { Event, WireEvent } from '../../../src/scenario/event.js'
import { defaults } from '../../../src/scenario/params.js'
import { type Played, playScenario, type PlayOptions } from '../../support/played.js'

const scenarios = { basics, crash, owner, paused, redlock, waiting }

/** Plays one scenario of the lock, with the defaults but for what is given. */
export function playLock(
  engine: Engine,
  name: keyof typeof scenarios,
  params: Record<string, unknown> = {},
  options: Partial<PlayOptions> = {},
): Promise<Played> {
  return playScenario(engine, {
    pattern: 'lock',
    scenario: scenarios[name] as Scenario,
    params: { ...defaults(lockParams), ...params },
    ...options,
  })
}

/** The commands of the steps whose text has these words. */
export function wiresOf({ events }: Played, words: string): WireEvent[] {
  const found: WireEvent[] = []
  let inside = false
  for (const event of events) {
    if (event.type === 'note') inside = event.text.includes(words)
    else if (inside && event.type === 'wire') found.push(event)
  }
  return found
}

/** Compares and deletes: a script, or the command of newer servers for it. */
export function isRelease({ command: [name = ''], script = '' }: WireEvent): boolean {
  return /^(DELEX|DELIFEQ)$/.test(name) || /^lock-(release|delete-if)/.test(script)
}

/** A cell of a table, whatever its mark. */
export function cellsOf({ rows }: Extract<Event, { type: 'table' }>): unknown[][] {
  return rows.map((row) => row.map((cell) => (typeof cell === 'object' && cell !== null ? cell.value : cell)))
}
