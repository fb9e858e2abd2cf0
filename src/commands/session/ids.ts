import { createHash } from 'node:crypto'
import type { Ids } from '../../patterns/session/index.js'
import type { Rng } from '../../scenario/define.js'
import type { SessionStage } from './params.js'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const SECRET_LETTERS = 43

/** As long as real ones, but drawn from the seed, so that a run repeats. */
export function seededIds(rng: Rng): Ids {
  return () => Array.from({ length: SECRET_LETTERS }, () => LETTERS[rng.int(0, 63)]).join('')
}

/** Another id, so many places further on: counted up, or the last letter another one. */
export function idAfter(id: string, steps: number): string {
  if (/^\d+$/.test(id)) return String(Number(id) + steps)
  const last = LETTERS.indexOf(id.at(-1) ?? '')
  return id.slice(0, -1) + LETTERS[(last + steps) % LETTERS.length]
}

/** The start of an id or a hash. Whoever sees a whole id can sign in with it. */
export function shortened(id: string): string {
  return id.length > 10 ? `${id.slice(0, 10)}…` : id
}

/** Where the store keeps a session, and the list of its user's sessions. */
export function keysOf(stage: SessionStage, name: string, id: string) {
  const base = `${stage.namespace}{${name}:${id.split('.')[0]}}:`
  const hash = createHash('sha256').update(id).digest('base64url')
  return { session: base + hash, index: `${base}index`, hash }
}
