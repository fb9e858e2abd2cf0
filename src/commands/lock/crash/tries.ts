/** What app-2 was told when it asked, so many ms after the death of app-1. */
export interface Try {
  atMs: number
  got: boolean
}

export function freedAt(tries: readonly Try[]): number | undefined {
  return tries.find(({ got }) => got)?.atMs
}
