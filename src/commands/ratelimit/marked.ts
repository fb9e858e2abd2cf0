import type { Cell } from '../../scenario/event.js'

/** A number, and whether it is as it should be. */
export function marked(value: number, good: boolean): Cell {
  return { value, mark: good ? 'good' : 'bad' }
}
