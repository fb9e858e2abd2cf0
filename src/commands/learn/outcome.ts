/** What came of a part: of those with an id, whether it was solved. `left`: the learner wants to leave the lesson. */
export type Outcome = 'done' | 'solved' | 'skipped' | 'left'
