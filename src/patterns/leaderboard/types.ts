/** `'desc'`: the highest score leads. `'asc'`: the lowest does, as with race times. */
export type Order = 'desc' | 'asc'

/** `'latest'`: the new score replaces the old one. `'best'`: only when it ranks better. */
export type Keep = 'latest' | 'best'

/** `'text'`: members are strings, sent as UTF-8. `'bytes'`: they are Buffers of any bytes. */
export type MemberKind = 'text' | 'bytes'

/** What a member is in TypeScript. */
export type MemberOf<Kind extends MemberKind> = Kind extends 'bytes' ? Buffer : string

/** A score to submit. */
export interface NewScore<Member = string> {
  member: Member
  score: number
}

/** Points to add; below 0 they are taken away. */
export interface Increment<Member = string> {
  member: Member
  by: number
}

/** A place on a board. */
export interface Entry<Member = string> {
  member: Member
  score: number
  /** 0 is the best. */
  rank: number
  /**
   * When the member reached this score: milliseconds since 1970, rounded down to the tie clock's resolution.
   * Only on boards with a tie clock, and not on sums of several days.
   */
  reachedAtMs?: number
}

/** A member with what stands around it, all from the same moment. */
export interface Standing<Member = string> extends Entry<Member> {
  /** Members on the board. */
  total: number
  /** Those that rank better, the best first; the last one is the next to catch. */
  above: Entry<Member>[]
  /** Those that rank worse, the best first. */
  below: Entry<Member>[]
}

/** A page of a board. */
export interface Page<Member = string> {
  entries: Entry<Member>[]
  /** From 1, as asked for. */
  page: number
  pages: number
  /** Members on the board. */
  total: number
}

/** Scores from `min` to `max`, both included. */
export interface ScoreRange {
  min?: number
  max?: number
}
