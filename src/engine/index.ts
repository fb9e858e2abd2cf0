import { allowed, findSources } from './candidates.js'
import type { Engine, EngineChoice } from './engine.js'
import { openFirst, reasonFor } from './open.js'

/**
 * Opens the engine that was chosen. With `auto`, a server program that cannot be used is passed over with a warning.
 *
 * @throws {EngineError} when none can be had.
 * @throws {EngineChoiceError} when the choice makes no sense.
 */
export async function openEngine(choice: EngineChoice): Promise<Engine> {
  const attempt = await openFirst(allowed(findSources(choice), choice), choice)
  const { engine, failures } = attempt
  if (engine === undefined) throw reasonFor(attempt)
  if (failures.length === 0) return engine
  return Object.assign(engine, { warning: failures.map(({ error }) => error.message).join('; ') })
}
