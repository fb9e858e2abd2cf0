import type { Cell, TableEvent } from '../../scenario/event.js'
import { nameOf, type User } from './reads.js'

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

/** One column for each version. */
export function attemptsTable(
  id: string,
  title: string,
  found: Record<string, { attempts: Attempts; loads: number }>,
): TableEvent {
  const all = Object.values(found)
  return {
    type: 'table',
    id,
    title,
    columns: [{ label: '' }, ...Object.keys(found).map((label) => ({ label, align: 'right' as const }))],
    rows: [
      ['reads', ...all.map(({ attempts: { answers, errors } }) => answers.length + errors.length)],
      ['answered', ...all.map(({ attempts: { answers } }) => answers.length)],
      [
        'errors',
        ...all.map(({ attempts: { errors } }): Cell => {
          return { value: errors.length, mark: errors.length === 0 ? 'good' : 'bad' }
        }),
      ],
      [
        'the answer',
        ...all.map(({ attempts: { answers } }) => (answers[0] === undefined ? null : nameOf(answers[0]))),
      ],
      ['loads tried', ...all.map(({ loads }) => loads)],
    ],
  }
}
