import { readName } from './name.js'
import { isProblem, type Row } from './row.js'
import { readScore } from './score.js'

/** The row that a name and a score make, or what is wrong with the first bad part. */
export function toRow(line: number, name: unknown, score: unknown): Row {
  const member = readName(name)
  if (isProblem(member)) return { line, problem: member.problem }
  const points = readScore(score)
  if (isProblem(points)) return { line, problem: points.problem }
  return { line, member, score: points }
}
