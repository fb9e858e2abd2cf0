import calculateSlot from 'cluster-key-slot'

/** The hash slot of a key on a cluster, 0 to 16383. */
export const hashSlot: (key: string) => number = calculateSlot
