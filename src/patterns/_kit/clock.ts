/** Milliseconds since 1970. A pattern without one asks Redis for the time, so that app servers need not agree. */
export type Now = () => number

/** The argument of scripts that take the caller's time: empty asks for the server's. */
export function timeArgument(now: Now | undefined): number | '' {
  return now ? Math.floor(now()) : ''
}
