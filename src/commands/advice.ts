/** A question whose answers lead to further questions, or to a pattern. */
export interface Question {
  ask: string
  answers: readonly Answer[]
}

export interface Answer {
  say: string
  /** A pattern's name ends the questions. */
  next: Question | Advice
}

export interface Advice {
  pattern: string
  /** Why it fits what was said. */
  because: string
  /** What may fit better after all, and when. */
  unless: { pattern: string; when: string }
}

const DELIVERY: Question = {
  ask: 'Must somebody who is away get it later?',
  answers: [
    {
      say: 'no: who is there hears it, nobody else needs it',
      next: {
        pattern: 'pubsub',
        because: 'a message goes at once to everybody who listens, and nothing is kept',
        unless: { pattern: 'stream', when: 'one day a lost message hurts' },
      },
    },
    {
      say: 'yes: each reader goes on where it stopped',
      next: {
        pattern: 'stream',
        because: 'entries stay until they are trimmed, and each reader has a place of its own',
        unless: { pattern: 'pubsub', when: 'a missed message does no harm' },
      },
    },
  ],
}

const HANDED_OVER: Question = {
  ask: 'Who is to get it?',
  answers: [
    {
      say: 'one of several workers, as a job to be done',
      next: {
        ask: 'What matters about a job?',
        answers: [
          {
            say: 'that it is done: retries, delays, priorities, dead letters',
            next: {
              pattern: 'queue',
              because: 'each job is leased to one worker, and comes back when that worker dies',
              unless: { pattern: 'stream', when: 'others want to read the same jobs, or read them again' },
            },
          },
          {
            say: 'its place in a history that can be read again',
            next: {
              pattern: 'stream',
              because: 'a consumer group shares the work, and the entries stay for others',
              unless: { pattern: 'queue', when: 'nobody reads a job twice' },
            },
          },
        ],
      },
    },
    { say: 'everybody who is interested', next: DELIVERY },
  ],
}

const KEPT: Question = {
  ask: 'Whose value is it?',
  answers: [
    {
      say: 'a copy of something that is slow to read or to compute',
      next: {
        pattern: 'cache',
        because: 'the origin keeps the truth, and one caller loads for all',
        unless: { pattern: 'session', when: 'Redis holds the only copy, for one user' },
      },
    },
    {
      say: "one user's, for as long as they are signed in",
      next: {
        pattern: 'session',
        because: 'fields change one by one, and the whole expires when nobody comes back',
        unless: { pattern: 'cache', when: 'it can be read again from a database' },
      },
    },
    {
      say: 'a score: who leads, and where am I?',
      next: {
        pattern: 'leaderboard',
        because: 'a sorted set is always in order, so a rank costs one command',
        unless: { pattern: 'cache', when: 'only the top few are shown, once an hour' },
      },
    },
  ],
}

const HELD_BACK: Question = {
  ask: 'How many may do it?',
  answers: [
    {
      say: 'so many in a time, then they have to wait',
      next: {
        pattern: 'ratelimit',
        because: 'one script counts and decides, so that callers cannot pass the check together',
        unless: { pattern: 'queue', when: 'nobody should be refused, only made to wait for a turn' },
      },
    },
    {
      say: 'one at a time',
      next: {
        pattern: 'lock',
        because: 'one owner at a time, a lease that ends by itself, and a number to fence off late writes',
        unless: { pattern: 'queue', when: 'the work can be handed to one worker instead' },
      },
    },
  ],
}

/** From what a person wants to the pattern that does it. */
export const ADVICE: Question = {
  ask: 'What is it about?',
  answers: [
    { say: 'a value that is read often', next: KEPT },
    { say: 'something that must not happen too often, or twice at once', next: HELD_BACK },
    { say: 'something that one part of the system hands to others', next: HANDED_OVER },
  ],
}

/** The last question, whatever the pattern: Redis copies its data to disk and to replicas a moment later. */
export const STAKES = {
  ask: 'What if Redis loses its last second?',
  answers: [
    { say: 'nothing much happens', next: 'Redis as it comes is enough.' },
    {
      say: 'somebody notices',
      next: 'Turn on the append-only file and keep a replica: then about a second is what can be lost.',
    },
    {
      say: 'it costs money or harms somebody',
      next: 'Keep the truth in a database and let it check: a constraint, an idempotency key, a fencing token. Redis makes it fast, not safe.',
    },
  ],
} as const
