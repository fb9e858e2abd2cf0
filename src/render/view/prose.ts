import type { ChapterEvent, EndEvent, NextEvent, NoteEvent, RunEvent } from '../../scenario/event.js'
import type { Finding } from '../steps.js'
import type { Symbols } from '../symbols.js'
import { pad } from '../text/fit.js'
import { visible, visibleLines } from '../text/escape.js'
import { type Line, lineOf, span } from '../text/line.js'
import { textWidth, widest } from '../text/width.js'
import { wrap } from '../text/wrap.js'
import { actorName, headerWords, skipWords, summaryWords } from '../words.js'
import { hanging } from './hanging.js'

export function headerLines(run: RunEvent, width: number, symbols: Symbols): Line[] {
  const [pattern = '', ...facts] = headerWords(run, symbols)
  return hanging([span(visible(pattern), 'title'), span(' ')], visible(facts.join(' ')), width)
}

export function noteLines({ actor, text }: NoteEvent, width: number, symbols: Symbols): Line[] {
  const speaker = actor === undefined ? [] : [span(`${actorName(actor, symbols)}: `, 'actor')]
  return hanging(speaker, visibleLines(text), width)
}

export function introLines({ text }: ChapterEvent, width: number): Line[] {
  return text === '' ? [] : hanging([], visibleLines(text), width)
}

/** For each a mark and a word, the claim behind it, and its numbers below the claim. */
export function findingLines(findings: readonly Finding[], width: number, symbols: Symbols): Line[] {
  const verdicts = findings.map((finding) => verdictOf(finding, symbols))
  const column = widest(verdicts.map(({ sign }) => sign)) + 2
  return verdicts.flatMap(({ sign, role, claim, detail }) => [
    ...hanging([span(pad(sign, column), role)], visible(claim), width),
    ...(detail === undefined ? [] : hanging([span(' '.repeat(column))], visible(detail), width, 'quiet')),
  ])
}

function verdictOf(finding: Finding, symbols: Symbols) {
  if (finding.type === 'skip') {
    return { sign: symbols.skipped, role: 'quiet', claim: finding.what, detail: skipWords(finding) } as const
  }
  const { claim, holds, detail } = finding
  return holds
    ? ({ sign: symbols.holds, role: 'good', claim, detail } as const)
    : ({ sign: symbols.failed, role: 'bad', claim, detail } as const)
}

/** Commands in one column and reasons in the next, or below each other when there is no room. */
export function nextLines({ tries }: NextEvent, width: number): Line[] {
  const column = widest(tries.map(({ command }) => visible(command))) + 3
  const beside = tries.every(({ why }) => column + textWidth(visible(why)) <= width)
  return tries.flatMap(({ command, why }): Line[] => {
    if (beside) return [[span(pad(visible(command), column), 'command'), span(visible(why), 'quiet')]]
    return [
      ...wrap(visible(command), width).map((line) => lineOf(line, 'command')),
      ...hanging([span('    ')], visible(why), width, 'quiet'),
    ]
  })
}

export function summaryLines(end: EndEvent, width: number, { allHold, someFailed }: Symbols): Line[] {
  const [sign, role] = end.failed > 0 ? ([someFailed, 'bad'] as const) : ([allHold, 'good'] as const)
  return hanging([span(sign, role)], summaryWords(end), width, end.failed > 0 ? 'bad' : 'title')
}
