import type {
  ChapterEvent,
  ChartEvent,
  EndEvent,
  Event,
  NextEvent,
  NoteEvent,
  RunEvent,
  SkipEvent,
  StateEvent,
  TableEvent,
  VerdictEvent,
  WireEvent,
} from '../scenario/event.js'
import type { Trace } from './options.js'

/** What is shown at once: a lesson with the state, the commands and the findings that belong to it. */
export interface Step {
  type: 'step'
  note: NoteEvent | undefined
  shown: Shown[]
  wires: WireEvent[]
  /** How many more commands there were than `trace` asked for. */
  hidden: number
  findings: Finding[]
}

export type Shown = TableEvent | ChartEvent | StateEvent
export type Finding = VerdictEvent | SkipEvent
export type Piece = RunEvent | ChapterEvent | Step | NextEvent | EndEvent

export interface Steps {
  /** The pieces that this event completes, in order. */
  take(event: Event): Piece[]
  /** The step that was still open. */
  end(): Piece[]
}

/** Collects events to steps. Holds back one step, and of its commands only those that will be shown. */
export function createSteps(trace: Trace): Steps {
  let open: Step | undefined
  const end = (next?: Step): Piece[] => {
    const done = open === undefined ? [] : [open]
    open = next
    return done
  }
  return {
    end,
    take(event) {
      if (event.type === 'progress') return []
      if (event.type === 'note') return end(newStep(event))
      if (isWhole(event)) return [...end(), event]
      open ??= newStep()
      add(open, event, trace)
      return []
    },
  }
}

function newStep(note?: NoteEvent): Step {
  return { type: 'step', note, shown: [], wires: [], hidden: 0, findings: [] }
}

function isWhole(event: Event): event is RunEvent | ChapterEvent | NextEvent | EndEvent {
  return ['run', 'chapter', 'next', 'end'].includes(event.type)
}

function add(step: Step, event: Shown | Finding | WireEvent, trace: Trace): void {
  if (event.type === 'verdict' || event.type === 'skip') step.findings.push(event)
  else if (event.type !== 'wire') step.shown.push(event)
  else if (trace === 'all' || step.wires.length < trace) step.wires.push(event)
  else if (trace > 0) step.hidden += 1
}
