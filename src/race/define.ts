import type { Connection } from '../engine/engine.js'

/**
 * A race: one program that several clients run at the same time, on a naive and on a safe version of a pattern. The
 * explorer runs it in every order and checks the invariants after each step.
 */
export interface Race<Api = unknown, World = unknown> {
  /** As typed: `redis-patterns race lock get-then-set`. */
  readonly name: string
  readonly title: string
  /** What the clients do, and what can go wrong: two or three sentences. */
  readonly summary: string
  readonly clients: number
  /** More make no sense, or take too long. Default: 4. */
  readonly mostClients?: number
  /** What may happen beside the clients' own steps. Default: nothing. */
  readonly faults?: Faults
  /** What an implementation that a person brings is told in this race, beside {@link Place} and the settings of the book. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** Whether a client may wait for ever, as a subscriber does. Default: no, that breaks an order. */
  readonly mayWait?: boolean
  /**
   * What the clients know of each other outside Redis, and what the invariants look at. Plain data, as JSON has it.
   * Steps on different keys must commute in it: count, or keep a place for each client, instead of a list of what
   * happened.
   */
  world(clients: number): World
  /** Before the first step. Its commands are no steps. */
  setUp?(at: SetUp<Api>, world: World): Promise<void>
  /** What each client does: an ordinary async function. */
  client(me: Me<Api>, world: World): Promise<void>
  readonly invariants: readonly Invariant<World>[]
  readonly naive: Version<Api>
  readonly safe: Version<Api>
}

/** How often each may happen in one order. Absent: never. */
export interface Faults {
  /** Time passes, while clients stand between two commands: leases run out. */
  readonly time?: { readonly ms: number; readonly times: number }
  /** A client dies between two of its commands. */
  readonly deaths?: number
  /** A command is carried out, and its client gets an error instead of the reply. */
  readonly lostReplies?: number
  /** The connection of a subscriber breaks; what is published until it is back does not reach it. */
  readonly cuts?: number
}

/** One implementation of what the race is about. */
export interface Version<Api> {
  /** In a few words: `GET, then SET`. */
  readonly title: string
  /** Makes it for one client. It sends nothing itself. */
  make(redis: Connection, at: Place): Api
}

/** Where and when an implementation works. */
export interface Place {
  /** Every key starts with this. */
  readonly prefix: string
  /** Milliseconds since 1970, in the race's own time. */
  readonly now: () => number
  /** Other ids than any before, and the same ones each time that an order is run: `1-1`, `1-2`. */
  readonly ids: () => string
  /** Which client it is for, from 1. The set-up is 0. */
  readonly client: number
}

/** What a race's set-up works with. */
export interface SetUp<Api> extends Place {
  readonly redis: Connection
  readonly api: Api
}

/** What one client works with. */
export interface Me<Api> extends SetUp<Api> {
  /** `client-1`. */
  readonly name: string
  /**
   * A step that is no command: work on something outside Redis, such as a database. `on` names it: steps on the same
   * thing do not commute. What it returns is shown.
   */
  act<T>(on: string, words: string, work: () => T): Promise<T>
  /** Says something beside the last step, such as `holds the lock`. */
  says(text: string): void
}

/** What must hold in every order. */
export interface Invariant<World> {
  /** `at most one client holds the lock`. */
  readonly claim: string
  /** Default: after each step. */
  readonly when?: 'always' | 'at the end'
  /** What is wrong, in one sentence; undefined when nothing is. */
  broken(look: Look<World>): string | undefined | Promise<string | undefined>
}

export interface Look<World> {
  readonly world: World
  /** Reads of it are no steps. */
  readonly redis: Connection
  readonly prefix: string
  readonly now: () => number
  /** The key names that the clients have used so far. */
  readonly keys: readonly string[]
  /** What became of each client, in their order. */
  readonly clients: readonly Outcome[]
}

export type Outcome = 'runs' | 'waits' | 'done' | 'dead' | 'failed'

/** The races of one pattern, and what a person brings to run through them. */
export interface RaceBook<Api = unknown> {
  readonly pattern: string
  /** The name of the interface that they are written against: `LockUnderTest`. */
  readonly api: string
  /** The methods that it must have. */
  readonly methods: readonly (keyof Api & string)[]
  /** What such an implementation is told beside {@link Place}. */
  readonly settings: Readonly<Record<string, unknown>>
  /** A file to begin with: a first version in TypeScript. */
  readonly template: string
  readonly races: readonly Race<Api>[]
}

/** Keeps the types of one race; a book holds races of one interface and of any world. */
export function defineRace<Api, World>(race: Race<Api, World>): Race<Api> {
  return race
}

export function defineRaces<Api>(book: RaceBook<Api>): RaceBook {
  return book as unknown as RaceBook
}
