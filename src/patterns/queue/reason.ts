/** An error as the queue keeps it: text of bounded length. */
export interface KeptError {
  readonly name: string
  readonly message: string
  readonly stack?: string
}

const LONGEST = { name: 100, message: 1_000, stack: 4_000 } as const

/** The error as it is kept, JSON. Anything can be thrown. */
export function keptError(error: unknown): string {
  return JSON.stringify(describe(error))
}

export function readError(kept: string): KeptError {
  return JSON.parse(kept) as KeptError
}

function describe(error: unknown): KeptError {
  if (!(error instanceof Error)) return { name: typeof error, message: cut(text(error), LONGEST.message) }
  const { name, message, stack } = error
  return {
    name: cut(text(name), LONGEST.name),
    message: cut(text(message), LONGEST.message),
    ...(typeof stack === 'string' && { stack: cut(stack, LONGEST.stack) }),
  }
}

function cut(whole: string, longest: number): string {
  return whole.length <= longest ? whole : `${whole.slice(0, longest - 1)}…`
}

/** Some objects cannot even be made text. */
function text(value: unknown): string {
  try {
    return String(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}
