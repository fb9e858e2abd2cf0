import { RowFile } from '../../../../src/commands/leaderboard/rows/index.js'
import type { Row, RowSource } from '../../../../src/commands/leaderboard/rows/row.js'

export function rowSource(path: string, columns: Partial<RowSource> = {}): RowSource {
  return { path, label: path, nameColumn: '', scoreColumn: '', ...columns }
}

/** All rows of an input that arrives in these pieces. */
export async function readRows(
  pieces: readonly (string | Uint8Array)[],
  path = '-',
  columns: Partial<RowSource> = {},
): Promise<Row[]> {
  const file = new RowFile(asChunks(pieces), rowSource(path, columns))
  const rows: Row[] = []
  for await (const some of file) rows.push(...some)
  return rows
}

/** The rows, or what refused the input as a whole: to compare two ways of reading it. */
export async function outcome(pieces: readonly (string | Uint8Array)[], path?: string): Promise<unknown> {
  return await readRows(pieces, path).catch((error: Error) => `${error.name}: ${error.message}`)
}

export async function* asChunks(pieces: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}

/** `alice 10` for a row, `2: the score is empty` for a bad one. */
export function brief(rows: readonly Row[]): string[] {
  return rows.map((row) => ('problem' in row ? `${row.line}: ${row.problem}` : `${row.member} ${row.score}`))
}
