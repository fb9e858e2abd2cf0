/**
 * A promise that is awaited later. When the run is stopped before that, it rejects, and nobody is there to hear of it:
 * without this, Node would end the process.
 */
export function later<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => {})
  return promise
}
