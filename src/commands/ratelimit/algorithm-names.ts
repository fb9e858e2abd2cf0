/** As typed after `--algorithm`. */
export const ALGORITHM_NAMES = [
  'sliding-log',
  'sliding-counter',
  'fixed-window',
  'token-bucket',
  'gcra',
] as const

export type AlgorithmName = (typeof ALGORITHM_NAMES)[number]
