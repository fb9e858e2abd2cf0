/** One lesson: a Markdown file, cut at its headings into screens. */
export interface Lesson {
  /** As the file is named: `04-lock`. */
  readonly id: string
  readonly title: string
  readonly pattern: string | undefined
  readonly minutes: number
  /** The ids of the lessons that it builds on. */
  readonly needs: readonly string[]
  readonly screens: readonly Screen[]
}

export interface Screen {
  readonly title: string
  readonly parts: readonly Part[]
}

export type Part = Prose | Code | RunPart | RacePart | Predict | Quiz | Exercise | Fix

/** Markdown: paragraphs, lists and tables. */
export interface Prose {
  readonly kind: 'prose'
  readonly text: string
}

export interface Code {
  readonly kind: 'code'
  readonly language: string
  readonly text: string
}

/** A command of this program, to be run live: `lock crash`. */
export interface RunPart {
  readonly kind: 'run'
  readonly command: string
  /** What it printed when the lesson was written. */
  readonly recorded: string
}

/** A race to be played: `lock get-then-set`. */
export interface RacePart {
  readonly kind: 'race'
  readonly race: string
}

/** A question whose answer is what the server really says. */
export interface Predict {
  readonly kind: 'predict'
  readonly id: string
  readonly question: string
  readonly setup: readonly string[]
  /** The command whose reply is asked for. */
  readonly run: string
  /** Said after the answer, right or wrong. */
  readonly because: string
}

export interface Quiz {
  readonly kind: 'quiz'
  readonly id: string
  readonly question: string
  readonly options: readonly QuizOption[]
}

export interface QuizOption {
  readonly text: string
  readonly right: boolean
  /** What to say to whoever chooses it. */
  readonly because: string
}

/** Something to be done with commands, and how it is checked. */
export interface Exercise {
  readonly kind: 'exercise'
  readonly id: string
  readonly goal: string
  /** Lines of commands that prepare the server. */
  readonly setup: readonly string[]
  readonly checks: readonly Check[]
  /** Commands that must, or must not, be among those that were typed. */
  readonly require: readonly string[]
  readonly forbid: readonly string[]
  /** No key may be left that never expires. */
  readonly expire: boolean
  /** As many commands as are enough. */
  readonly budget: number | undefined
  /** As many round trips as are enough. */
  readonly trips: number | undefined
  readonly hints: readonly string[]
  readonly solution: readonly string[]
  /** What learners try, and a part of what they are told then. */
  readonly wrong: readonly { readonly attempt: readonly string[]; readonly says: string }[]
}

/** What must be true on the server afterwards. */
export interface Check {
  readonly run: string
  /** The reply as text (`1600`, `(nil)`, `a b`), or a comparison (`> 0`, `<= 60`). */
  readonly expect: string
  /** Why it is not, in a few words. */
  readonly else: string
}

/** A file with a fault, to be edited until no order of the races breaks it. */
export interface Fix {
  readonly kind: 'fix'
  readonly id: string
  readonly goal: string
  /** Whose races: `lock`. */
  readonly pattern: string
  /** Their names; all of the pattern when there are none. */
  readonly races: readonly string[]
  /** The name of the file: `my-lock.ts`. */
  readonly file: string
  /** What it holds at first. Default: the template of the pattern's races. */
  readonly start: string | undefined
  readonly hints: readonly string[]
  /** Lines that go, marked `-`, and lines that come in their place, marked `+`. */
  readonly solution: string
  /** What learners try, as such lines, and a part of what they are told then. */
  readonly wrong: readonly { readonly attempt: string; readonly says: string }[]
}
