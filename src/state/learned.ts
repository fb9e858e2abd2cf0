import type { Learned, Progress, ProgressFile } from './progress.js'

export function learnedOf({ learned = {} }: Progress, lesson: string): Learned {
  return learned[lesson] ?? { solved: [], screen: undefined }
}

/** Changes what is remembered of one lesson, and nothing else. */
export function remember(file: ProgressFile, lesson: string, change: (before: Learned) => Learned): void {
  const progress = file.load()
  const after = change(learnedOf(progress, lesson))
  file.save({ ...progress, learned: { ...progress.learned, [lesson]: after } })
}
