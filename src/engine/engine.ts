import type { Cluster, Redis } from 'ioredis'

/** A Redis to run on, and what is known of it. Made by `openEngine`; whoever opens it closes it. */
export interface Engine {
  readonly kind: 'external' | 'server' | 'embedded'
  /** `redis`, `valkey` or `js-redis-server`. */
  readonly product: string
  readonly version: string
  /** Where it listens, as a URL without user or password. */
  readonly address: string
  /** Did we start it? On one that we did not start, touch only the run's own namespace. */
  readonly owned: boolean
  readonly cluster: boolean
  /** What it was asked and could not do. */
  readonly lacks: readonly Capability[]
  /** Why this is not the engine that `auto` would have taken first: one or two sentences for the person. */
  readonly warning?: string
  /** Resolves when the server cannot be reached any more, and stays pending while it can. Never rejects. */
  readonly lost: Promise<EngineError>
  /** A connection of its own, ready to use. The engine closes it, at the latest in `close`. */
  connect(name: string): Promise<Connection>
  /** Another server, empty, that knows nothing of this one: of the same kind when we start them, else in this process. */
  another(): Promise<Engine>
  /** A small cluster in this process, empty, that knows nothing of this engine. */
  anotherCluster(): Promise<Engine>
  /** What made a command fail: the loss of the server or connection as an `EngineError` if it was that, else `error` itself. */
  explain(error: unknown): Promise<unknown>
  /** Ends every connection and, when we started the server, the server. Safe to call twice. */
  close(): Promise<void>
}

export type Connection = Redis | Cluster

/** Abilities that differ between servers and that some step needs. Each is found by asking (`probe.ts`). */
export type Capability =
  | 'memory' // MEMORY USAGE
  | 'object' // OBJECT ENCODING
  | 'wait' // WAIT
  | 'tracking' // CLIENT TRACKING
  | 'large-zsets' // ranks and ranges of sorted sets in O(log n)

/** How the caller wants it. `auto`: a URL if given, else a server on this machine, else in process. */
export interface EngineChoice {
  engine: 'auto' | 'server' | 'embedded'
  url?: string | undefined
  /** The environment: PATH, REDIS_URL and the cache folder are looked up here, never in `process`. */
  env: Readonly<Record<string, string | undefined>>
}

/** No Redis could be had, or it was lost. The program exits 3. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  constructor(
    message: string,
    /** What the person can do about it: one line. */
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The choice contradicts itself or its URL cannot be read. The program exits 2, as for any other wrong flag. */
export class EngineChoiceError extends Error {
  override readonly name = 'EngineChoiceError'
  constructor(
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
