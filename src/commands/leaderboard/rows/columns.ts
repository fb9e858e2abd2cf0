import { UsageError } from '../../../scenario/errors.js'
import type { RowSource } from './row.js'
import { sentenceList, shown } from '../../../scenario/shown.js'

/** Positions in the list of labels. */
export interface Columns {
  name: number
  score: number
}

/** The likeliest first: `id` is the name only where nothing better is there. */
const WORDS = {
  name: 'name playername username nickname player member user nick handle login displayname fullname team title email playerid userid memberid id',
  score: 'score points pts highscore totalscore totalpoints rating elo xp total value votes wins count',
}

type Part = keyof Columns
const FLAGS = { name: '--name-column', score: '--score-column' } as const
const MOST_SHOWN = 12

/**
 * Which of the columns are the name and the score: as told, else as their labels say.
 * @throws {UsageError} that lists the columns and the flags, when they cannot be told.
 */
export function findColumns(labels: readonly string[], source: RowSource): Columns {
  const name = findColumn('name', labels, source)
  const score = findColumn('score', labels, source)
  const missing = [...(name < 0 ? (['name'] as const) : []), ...(score < 0 ? (['score'] as const) : [])]
  if (missing.length > 0) throw notFound(missing, labels, source)
  if (name === score) throw sameColumn(labels[name] ?? '', labels, source)
  return { name, score }
}

function findColumn(part: Part, labels: readonly string[], source: RowSource): number {
  const wanted = part === 'name' ? source.nameColumn : source.scoreColumn
  if (wanted !== '') return findWanted(part, wanted, labels, source)
  const folded = labels.map(fold)
  const word = WORDS[part].split(' ').find((known) => folded.includes(known))
  return word === undefined ? -1 : folded.indexOf(word)
}

/** By its label, exactly or in another case, or by its number, from 1. */
function findWanted(part: Part, wanted: string, labels: readonly string[], source: RowSource): number {
  const found = positionOf(wanted, labels)
  if (found >= 0) return found
  throw new UsageError(
    `${source.label} has no column ${shown(wanted)}`,
    `give ${FLAGS[part]} one of ${listed(labels)}`,
  )
}

export function positionOf(wanted: string, labels: readonly string[]): number {
  const exact = labels.indexOf(wanted)
  if (exact >= 0) return exact
  const alike = labels.map(fold).indexOf(fold(wanted))
  if (alike >= 0) return alike
  return isColumnNumber(wanted, labels) ? Number(wanted) - 1 : -1
}

export function isColumnNumber(wanted: string, labels: readonly string[]): boolean {
  return /^[1-9]\d*$/.test(wanted) && Number(wanted) <= labels.length
}

/** `Player Name`, `player_name` and `playerName` are the same label. */
function fold(label: string): string {
  return label.toLowerCase().replace(/[\s_-]/g, '')
}

function notFound(missing: readonly Part[], labels: readonly string[], source: RowSource): UsageError {
  return new UsageError(
    `cannot tell which column of ${source.label} is the ${missing.join(' and which the ')}: it has ${listed(labels)}`,
    `say which: ${missing.map((part) => `${FLAGS[part]} <column>`).join(' ')}`,
  )
}

function sameColumn(label: string, labels: readonly string[], source: RowSource): UsageError {
  return new UsageError(
    `the name and the score cannot both be column ${shown(label)} of ${source.label}`,
    `give ${FLAGS.name} and ${FLAGS.score} two of ${listed(labels)}`,
  )
}

function listed(labels: readonly string[]): string {
  return labels.length === 0 ? 'no columns' : sentenceList(labels.map(shown), MOST_SHOWN)
}
