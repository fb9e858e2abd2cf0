/** What happened, for metrics and logs. Called at once, in the middle of the work: it must be quick. */
export type Hook<Event> = (event: Event) => void

/**
 * The caller's hook, kept away from the work: what it throws does not reach the operation that it watches, and
 * ends in an uncaught exception, as in any other listener.
 */
export function guarded<Event>(hook: Hook<Event> | undefined): Hook<Event> {
  if (hook === undefined) return () => {}
  return (event) => {
    try {
      hook(event)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }
}
