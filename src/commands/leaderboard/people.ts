/** Enough names for a class of players; the same person keeps the same name in every scenario. */
const PEOPLE = [
  'ada',
  'grace',
  'alan',
  'edsger',
  'barbara',
  'donald',
  'frances',
  'ken',
  'radia',
  'dennis',
  'margaret',
  'tony',
  'sophie',
  'niklaus',
  'hedy',
  'john',
  'karen',
  'leslie',
  'shafi',
  'vint',
] as const

/** The first `count` names; beyond the list they are numbered. */
export function people(count: number): string[] {
  return Array.from({ length: count }, (_, index) => PEOPLE[index] ?? `player-${index + 1}`)
}
