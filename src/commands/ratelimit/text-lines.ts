import { decode, type TextSource } from '../../scenario/decode.js'
import { type Line, LineCutter } from '../../scenario/lines.js'

/** The lines of an input, as many at a time as one piece of it held. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  source: TextSource,
): AsyncGenerator<Line[]> {
  const cutter = new LineCutter()
  for await (const text of decode(chunks, source)) yield cutter.push(text)
  yield cutter.end()
}
