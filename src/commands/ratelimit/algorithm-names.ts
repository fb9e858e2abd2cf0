/** As typed after `--algorithm`. */
export const ALGORITHM_NAMES = ['log', 'counter', 'fixed', 'bucket', 'gcra'] as const

export type AlgorithmName = (typeof ALGORITHM_NAMES)[number]
