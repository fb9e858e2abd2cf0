import type { Race, Version } from './define.js'

/** What is run, in some order. */
export interface Cast {
  readonly race: Race
  readonly version: Version<unknown>
  readonly clients: number
}

export function nameOf(client: number): string {
  return `client-${client + 1}`
}
