import type { Cell, TableEvent } from '../../scenario/event.js'
import type { User } from './reads.js'

/** What readers got, one after the other. */
export interface Attempts {
  answers: (User | null)[]
  errors: string[]
}

/** Reads so many times, whatever comes. */
export async function attempt(times: number, get: () => Promise<User | null>): Promise<Attempts> {
  const attempts: Attempts = { answers: [], errors: [] }
  for (let time = 0; time < times; time++) {
    await get().then(
      (user) => attempts.answers.push(user),
      (error: Error) => attempts.errors.push(error.message),
    )
  }
  return attempts
}

/** What readers of one version got, and what it cost the database. */
export interface Outcome {
  attempts: Attempts
  loads: number
}

/** One column for each version. */
export function attemptsTable(id: string, title: string, found: Record<string, Outcome>): TableEvent {
  const all = Object.values(found)
  return {
    type: 'table',
    id,
    title,
    columns: [{ label: '' }, ...Object.keys(found).map((label) => ({ label, align: 'right' as const }))],
    rows: [
      ['answers', ...all.map(({ attempts }) => attempts.answers.length)],
      ['errors', ...all.map(({ attempts }) => marked(attempts.errors.length))],
      ['loads', ...all.map(({ loads }) => loads)],
    ],
  }
}

function marked(errors: number): Cell {
  return { value: errors, mark: errors === 0 ? 'good' : 'bad' }
}
