import type { ChartEvent } from './chart.js'

export type {
  ChartEvent,
  BarsChart,
  Bar,
  TimelineChart,
  Lane,
  Span,
  Point,
  SparkChart,
  SlotsChart,
  SequenceChart,
  SequenceRow,
} from './chart.js'

/**
 * What a run says. Events are plain JSON-able data and the whole contract between doing (scenarios)
 * and showing (renderers): a renderer needs nothing else, and a recording of them can be replayed.
 */
export type Event =
  | RunEvent
  | ChapterEvent
  | NoteEvent
  | WireEvent
  | TableEvent
  | ChartEvent
  | StateEvent
  | VerdictEvent
  | SkipEvent
  | ProgressEvent
  | NextEvent
  | EndEvent

/** Raised when a field changes meaning or goes away. New optional fields do not raise it. */
export const SCHEMA_VERSION = 1

/** The first event: enough to run the same thing again. */
export interface RunEvent {
  type: 'run'
  schema: typeof SCHEMA_VERSION
  pattern: string
  engine: EngineFacts
  seed: number
  /** Every key of the run starts with this. */
  namespace: string
  params: Record<string, Json>
}

/** What the run's header says of its Redis. No address: it may hold a port that differs every time. */
export interface EngineFacts {
  kind: 'external' | 'server' | 'embedded'
  /** `redis`, `valkey` or `js-redis-server`. */
  product: string
  version: string
  cluster: boolean
}

/** A scenario begins. `text` is its introduction. */
export interface ChapterEvent {
  type: 'chapter'
  /** The scenario's name, as typed on the command line. */
  id: string
  title: string
  text: string
}

/** Lesson text. It opens a step: what follows, up to the next note or chapter, is what it explains. */
export interface NoteEvent {
  type: 'note'
  text: string
  actor?: string
}

/** One command as it went over a connection, and what came back. */
export interface WireEvent {
  type: 'wire'
  actor: string
  /** Name first. Bytes that are not text are written as `\xff`. */
  command: string[]
  /** How many further arguments were left out of `command`, when it was very long. */
  omitted?: number
  reply: Reply
  /** The file name of the script that an EVALSHA runs. */
  script?: string
  /** The hash slot of the first key, on a cluster. */
  slot?: number
}

/** A reply as the client sees it: status and bulk strings are strings, nil is null. */
export type Reply = string | number | null | Reply[] | { error: string }

export interface TableEvent {
  type: 'table'
  id: string
  title: string
  columns: Column[]
  rows: Cell[][]
}

export interface Column {
  label: string
  align?: 'left' | 'right'
}

export type Cell = string | number | null | Marked

/** A cell that carries a meaning. Renderers show it by colour and by a mark or word, never by colour alone. */
export interface Marked {
  value: string | number
  mark: Mark
}

export type Mark = 'good' | 'bad' | 'me'

/** Keys as they are on the server now. */
export interface StateEvent {
  type: 'state'
  title: string
  keys: KeyView[]
}

export interface KeyView {
  key: string
  /** `none` when the key is not there. */
  type: string
  /** Whole seconds, rounded up; null when the key has no expiry. */
  ttlSeconds: number | null
  /** Elements, or bytes of a string. */
  length: number
  /** The first elements (or the string), shortened. */
  preview: string[]
  slot?: number
}

/** A claim of the lesson, checked on this run. One that does not hold makes the run exit 1. */
export interface VerdictEvent {
  type: 'verdict'
  id: string
  claim: string
  holds: boolean
  /** The numbers behind it. */
  detail?: string
}

/** A step that this Redis cannot do, and what would be needed. */
export interface SkipEvent {
  type: 'skip'
  what: string
  /** The end of the sentence "needs a real Redis: …". */
  needs: string
}

/** How far a long step is. Not a result: shown on a terminal, left out of recordings. */
export interface ProgressEvent {
  type: 'progress'
  label: string
  done: number
  /** Absent when nobody knows. */
  total?: number
  unit: string
}

/** What to try next: commands to type, each with a reason. */
export interface NextEvent {
  type: 'next'
  tries: { command: string; why: string }[]
}

/** The last event. */
export interface EndEvent {
  type: 'end'
  verdicts: number
  failed: number
  skipped: number
}

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
