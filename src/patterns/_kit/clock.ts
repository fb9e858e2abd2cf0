/** Milliseconds since 1970. A pattern without one asks Redis for the time, so that app servers need not agree. */
export type Now = () => number
