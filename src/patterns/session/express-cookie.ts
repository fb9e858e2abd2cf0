/** What of a session's cookie decides how long the session lives. */
export interface Cookie {
  /** As text when it comes from JSON. Missing: until the browser is closed. */
  expires?: Date | string | null | boolean | undefined
}

/** How long the browser keeps the cookie from now; `otherwise` when that is until it is closed. Milliseconds. */
export function lifeOf(cookie: Cookie | undefined, otherwise: number): number {
  const expires = cookie?.expires
  if (!(expires instanceof Date || typeof expires === 'string')) return otherwise
  // By the clock of this process, which express-session made it with, so that the difference is right on any clock.
  const lifeMs = new Date(expires).getTime() - Date.now()
  return Number.isNaN(lifeMs) ? otherwise : Math.ceil(lifeMs)
}
