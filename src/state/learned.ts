import { type Progress, type ProgressFile } from './progress.js'

/** What of one lesson a person has done. */
export interface Learned {
  /** The ids of its questions and exercises that were solved. */
  readonly solved: readonly string[]
  /** The title of the screen that was open last. */
  readonly screen: string | undefined
}

export function learnedOf({ learned = {} }: Progress, lesson: string): Learned {
  return learned[lesson] ?? { solved: [], screen: undefined }
}

/** Changes what is remembered of one lesson, and nothing else. */
export function remember(file: ProgressFile, lesson: string, change: (before: Learned) => Learned): void {
  const progress = file.load()
  const after = change(learnedOf(progress, lesson))
  file.save({ ...progress, learned: { ...progress.learned, [lesson]: after } })
}
