import type { NextEvent } from '../../scenario/event.js'
import { escaped, inlineCode } from './escape.js'
import { findingItem, shownBlocks, wireBlock } from './step.js'
import type { Renderer, RenderOptions } from '../options.js'
import { createPieceRenderer } from '../piece-renderer.js'
import { noProgress } from '../progress.js'
import type { Piece, Step } from '../steps.js'
import { symbolsFor } from '../symbols.js'
import { headerWords, summaryWords } from '../words.js'

const symbols = symbolsFor(true)

/** For documents: headings, tables, fenced transcripts and lists. The viewer wraps the lines. */
export function createMarkdown(options: Pick<RenderOptions, 'trace' | 'out'>): Renderer {
  return createPieceRenderer(options, textOf, noProgress)
}

function textOf(piece: Piece): string {
  const blocks = blocksOf(piece)
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`
}

/** One piece as blocks, to be parted by blank lines. */
function blocksOf(piece: Piece): string[] {
  switch (piece.type) {
    case 'run':
      return [`# ${escaped(piece.pattern)}`, escaped(headerWords(piece, symbols).slice(2).join(' '))]
    case 'chapter':
      return [`## ${escaped(piece.title)}`, escaped(piece.text)].filter(Boolean)
    case 'step':
      return stepBlocks(piece)
    case 'next':
      return ['## Try next', nextList(piece)]
    case 'end':
      return [`**${summaryWords(piece)}**`]
  }
}

function stepBlocks({ note, shown, wires, hidden, findings }: Step): string[] {
  const speaker = note?.actor === undefined ? '' : `**${escaped(note.actor)}:** `
  return [
    ...(note === undefined ? [] : [speaker + escaped(note.text)]),
    ...shown.flatMap((one) => shownBlocks(one, symbols)),
    ...wireBlock(wires, hidden, symbols),
    ...(findings.length === 0 ? [] : [findings.map((finding) => findingItem(finding, symbols)).join('\n')]),
  ]
}

function nextList({ tries }: NextEvent): string {
  return tries.map(({ command, why }) => `- ${inlineCode(command)}: ${escaped(why)}`).join('\n')
}
