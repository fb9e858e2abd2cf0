import type { ChapterEvent } from '../scenario/event.js'
import type { Look } from './look.js'
import { MIN_WIDTH } from './options.js'
import type { Piece, Shown, Step } from './steps.js'
import { visible } from './text/escape.js'
import { indent, type Line, lineOf, spaced, trimmed } from './text/line.js'
import { beside, columnsFor } from './view/beside.js'
import { stateLines } from './view/keys.js'
import { findingLines, headerLines, introLines, nextLines, noteLines, summaryLines } from './view/prose.js'
import { titled } from './view/titled.js'
import { wireLines } from './view/wires.js'

const MARGIN = 2

/** How one piece of a run is written at this width. */
export function screenOf({
  width,
  look,
  paint,
}: {
  width: number
  look: Look
  paint: (line: Line) => string
}): (piece: Piece) => string {
  const columns = Math.max(width, MIN_WIDTH)
  return (piece) =>
    pieceLines(piece, columns, look)
      .map((line) => `${paint(trimmed(line))}\n`)
      .join('')
}

function pieceLines(piece: Piece, width: number, look: Look): Line[] {
  switch (piece.type) {
    case 'run':
      return headerLines(piece, width, look.symbols)
    case 'chapter':
      return chapterLines(piece, width, look)
    case 'step':
      return indent(stepLines(piece, width - MARGIN, look), MARGIN)
    case 'next':
      return [lineOf('Try next', 'title'), ...indent(nextLines(piece, width - MARGIN), MARGIN)]
    case 'end':
      return summaryLines(piece, width, look.symbols)
  }
}

function chapterLines(chapter: ChapterEvent, width: number, look: Look): Line[] {
  const heading = look.heading(visible(chapter.title), visible(chapter.id), width)
  return spaced([heading, indent(introLines(chapter, width - MARGIN), MARGIN)])
}

/** Lesson and state, then the commands, then what was found. */
function stepLines(step: Step, width: number, look: Look): Line[] {
  const wires = wireLines(step.wires, step.hidden, width, look.symbols)
  const findings = findingLines(step.findings, width, look.symbols)
  return spaced([lessonLines(step, width, look), wires, findings])
}

function lessonLines({ note, shown }: Step, width: number, look: Look): Line[] {
  const columns = note === undefined ? undefined : columnsFor(shown, width, look)
  const side = columns?.right ?? width
  const state = spaced(shown.map((one) => shownLines(one, side, look)))
  const lesson = note === undefined ? [] : noteLines(note, columns?.left ?? width, look.symbols)
  return columns === undefined ? spaced([lesson, state]) : beside(lesson, state, columns.left)
}

function shownLines(shown: Shown, width: number, look: Look): Line[] {
  if (shown.type === 'chart') return look.chart(shown, width)
  if (shown.type === 'state') return titled(shown.title, width, stateLines(shown, width, look.symbols))
  return shown.rows.length > 0
    ? look.table(shown, width)
    : titled(shown.title, width, [lineOf('(empty)', 'quiet')])
}
