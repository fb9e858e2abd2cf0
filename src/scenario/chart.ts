import type { KeyView, Mark, Reply } from './event.js'

/** Pictures, each with what it shows rather than how it is drawn. */
export type ChartEvent = BarsChart | TimelineChart | SparkChart | SlotsChart | SequenceChart

interface Chart {
  type: 'chart'
  id: string
  title: string
  /** The picture in one sentence, for those who do not see it. */
  words: string
}

/** Amounts beside each other. */
export interface BarsChart extends Chart {
  kind: 'bars'
  unit: string
  bars: Bar[]
}

export interface Bar {
  label: string
  value: number
  mark?: Mark
}

/** Who had what, and when: a lane for each, over one axis of time. */
export interface TimelineChart extends Chart {
  kind: 'timeline'
  /** `s` or `ms`. */
  unit: string
  from: number
  to: number
  lanes: Lane[]
}

export interface Lane {
  label: string
  spans: Span[]
  points?: Point[]
}

/** From one moment to another; a letter or a word where it has room. */
export interface Span {
  from: number
  to: number
  label: string
  mark?: Mark
}

/** One moment. */
export interface Point {
  at: number
  label: string
  mark?: Mark
}

/** Counts over time, one line each, all on the same axis. */
export interface SparkChart extends Chart {
  kind: 'spark'
  unit: string
  /** What one value stands for: `second`. */
  each: string
  series: { label: string; values: number[]; mark?: Mark }[]
}

/** Where keys lie among the 16384 hash slots of a cluster. */
export interface SlotsChart extends Chart {
  kind: 'slots'
  /** The slots of each node, from first to last; of one node when nobody said. */
  nodes: { label: string; from: number; to: number }[]
  keys: { label: string; slot: number; mark?: Mark }[]
}

/** Who did what in one order of steps: a column for each client, a row for each step, and the keys after it. */
export interface SequenceChart extends Chart {
  kind: 'sequence'
  /** The clients, in the order of their columns. */
  clients: string[]
  /** The keys before the first step. */
  before: KeyView[]
  rows: SequenceRow[]
}

/** A command, and what came back at once; without a reply it waits for others. */
export interface SequenceCommand {
  command: string[]
  omitted?: number
  script?: string
  reply?: Reply
}

export interface SequenceRow {
  /** As written in a schedule: `1`, `2x`, `t`. */
  step: string
  /** Whose step it was, as an index into `clients`; absent when it concerns all, as when time passes. */
  client?: number
  /** What went over the wire: name first, as in `WireEvent`. Several for a MULTI/EXEC, which is one step. Empty when the step is no command. */
  commands: SequenceCommand[]
  /** What the step was, when it is no command: `time passes: 10 s`, `dies`, `reads the database: 42`. */
  label?: string
  /** What a client said after the step, such as `holds the lock`. */
  notes?: { client: number; text: string }[]
  /** The keys after the step, in the same order in every row. */
  keys: KeyView[]
  /** What is wrong from here on: `client-1 and client-2 both hold it`. */
  broken?: string
}
