import type { Capability, Connection } from '../engine/engine.js'
import type { Closable } from './belongings.js'
import type { EngineFacts, Event, KeyView, Reply, StateEvent } from './event.js'
import type { ParamTable, ParamValues } from './params.js'

/** One pattern's command: what `list`, `--help`, the menu and a run need to know of it. */
export interface Command<Table extends ParamTable = ParamTable> {
  readonly name: string
  /** One line, as `--help` lists it. */
  readonly summary: string
  /** The quick reference that `list` prints. */
  readonly reference: {
    readonly structure: string
    readonly useCase: string
    readonly reachFor: string
    readonly beware: string
  }
  readonly params: Table
  /** In the order in which they run when none is named. */
  readonly scenarios: readonly Scenario<Table>[]
  /** The scenarios that `demo` plays when no pattern is named. */
  readonly highlights: readonly string[]
  /** Lines for `--help`, the first one first. */
  readonly examples: readonly { command: string; why: string }[]
  /** Shown at the end of a run. */
  readonly next: readonly { command: string; why: string }[]
}

export interface Scenario<Table extends ParamTable = ParamTable> {
  /** As typed: `redis-patterns leaderboard ties`. */
  readonly name: string
  readonly title: string
  /** One or two sentences, shown under the title and in help. */
  readonly summary: string
  /** The params that it reads. Any other one given with it is a mistake of the person. */
  readonly uses: readonly (keyof Table & string)[]
  /** What to try after this one alone, instead of what the command proposes. */
  readonly next?: Command['next']
  /** Runs only when named or when one of these params is given, as `--file` gives the file import its input. */
  readonly onlyWith?: readonly (keyof Table & string)[]
  run(stage: Stage<ParamValues<Table>>): AsyncGenerator<Event, void, void>
}

/** What a scenario works with. Everything on it is the same for the same seed. */
export interface Stage<Values = Record<string, unknown>> {
  readonly params: Values
  readonly rng: Rng
  readonly clock: VirtualClock
  /** Every key of the run starts with this. */
  readonly namespace: string
  readonly engine: StageEngine
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** Opens a file, or standard input for `-`. */
  readonly open: (path: string) => AsyncIterable<Uint8Array> & { readonly bytes?: number }
  /** A named connection; its commands become wire events. The same name gives the same connection. */
  actor(name: string, options?: ActorOptions): Promise<Connection>
  /** Breaks all connections of an actor. It gets none until the function that is returned has been called. */
  cut(name: string): Promise<() => Promise<void>>
  /** Starts a server beside the run's own: empty, independent of all others, to be stopped at will. It ends with the scene. */
  server(name: string): Promise<StageServer>
  /** A cluster: the run's own when it is one, else a small one that ends with the scene. */
  cluster(): Promise<StageCluster>
  /** How many commands all actors together have sent so far. */
  sent(): number
  /** How the replies of a script are recorded, where they hold a time that depends on how fast this machine is. */
  recordReplies(script: string, how: (reply: Reply) => Reply): void
  /** Closes it when the scenario ends, or when the run is stopped: whatever holds a timer or a connection. */
  use<T extends Closable>(thing: T): T
  /** Looks at keys now, without showing the looking on the wire. */
  state(title: string, keys: readonly string[]): Promise<StateEvent>
}

/** What of an actor becomes wire events. It counts when the actor is named first. */
export interface ActorOptions {
  /** Only so many of its first commands: for loads of thousands that nobody would read. Default: all. */
  readonly shown?: number
  /**
   * Whether also those of the copies that patterns make of the connection, to listen or to wait. No: where their place
   * between other commands is not the same in every run. Default: yes.
   */
  readonly showsCopies?: boolean
  /** On a cluster: speaks to one node, the same for all. Between nodes a message takes a moment, and may be overtaken. */
  readonly toOneNode?: boolean
}

/** A cluster, and how its slots are divided. */
export interface StageCluster {
  /** Whether it was started for this scene. */
  readonly isOurs: boolean
  /** In the order of their slots. */
  readonly nodes: readonly { label: string; from: number; to: number }[]
  actor(name: string): Promise<Connection>
}

/** A server that a scenario may stop. */
export interface StageServer {
  readonly name: string
  /** It is of the run's own kind, or in this process when the person gave a URL. */
  readonly facts: EngineFacts
  /** A named connection to it; on the wire it is `app-1@s2`. After a restart: a new one. */
  actor(name: string): Promise<Connection>
  /** Ends it, with all connections and all data. */
  stop(): Promise<void>
  /** Starts it again, with nothing of what it knew. */
  restart(): Promise<void>
  /** Looks at a key, without showing the looking on the wire; undefined while it is stopped. */
  look(key: string): Promise<KeyView | undefined>
}

export interface StageEngine {
  readonly kind: 'external' | 'server' | 'embedded'
  readonly cluster: boolean
  readonly lacks: readonly Capability[]
}

export interface Rng {
  /** A whole number from min to max, both included. */
  int(min: number, max: number): number
  pick<T>(items: readonly T[]): T
  shuffle<T>(items: readonly T[]): T[]
}

export interface VirtualClock {
  /** Milliseconds since 1970 in the run's own time. Can be passed on as a pattern's `now`. */
  readonly now: () => number
  /** Lets time pass for the run: the clock moves and the run's keys come closer to their expiry, or expire. */
  advance(ms: number): Promise<void>
}

/** Checks that scenarios and params fit together. Whoever runs a command gets the values from the same table. */
export function defineCommand<const Table extends ParamTable>(command: Command<Table>): Command {
  return command
}
