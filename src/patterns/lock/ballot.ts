/** What several servers answered. */
export interface Ballot {
  yes: number
  no: number
  /** Errors of those that failed, and one for all that did not answer in time. */
  errors: unknown[]
}

/** Counts what is answered. Resolves as soon as `decided`, when all have answered, or when the time is over. */
export function ballot(
  answers: readonly Promise<boolean>[],
  decided: (votes: Ballot) => boolean,
  timeoutMs: number,
): Promise<Ballot> {
  const votes: Ballot = { yes: 0, no: 0, errors: [] }
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      resolve({ ...votes })
    }
    const timer = setTimeout(() => {
      votes.errors.push(new Error(`no answer within ${timeoutMs} ms`))
      finish()
    }, timeoutMs)
    const counted = () => {
      const all = votes.yes + votes.no + votes.errors.length === answers.length
      if (all || decided(votes)) finish()
    }
    for (const answer of answers) {
      void answer
        .then(
          (yes) => void votes[yes ? 'yes' : 'no']++,
          (error: unknown) => void votes.errors.push(error),
        )
        .then(counted)
    }
  })
}
