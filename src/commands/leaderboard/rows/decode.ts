import { UsageError } from '../../../scenario/errors.js'
import type { RowSource } from './row.js'

/** What people pass by mistake, by its first bytes. */
const FOREIGN = [
  { bytes: [0xff, 0xfe], what: 'UTF-16 text', fix: 'iconv -f UTF-16 -t UTF-8' },
  { bytes: [0xfe, 0xff], what: 'UTF-16 text', fix: 'iconv -f UTF-16 -t UTF-8' },
  { bytes: [0x1f, 0x8b], what: 'compressed with gzip', fix: 'gunzip -c' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'compressed with zstd', fix: 'zstd -dc' },
]
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const LONGEST_MARK = 4

/**
 * Bytes to text. A byte order mark is left out; bytes that are not UTF-8 become U+FFFD, by which `readName`
 * finds them.
 */
export async function* decode(chunks: AsyncIterable<Uint8Array>, source: RowSource): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let mark: number[] | undefined = []
  for await (const chunk of chunks) {
    if (mark) {
      mark.push(...chunk.subarray(0, LONGEST_MARK - mark.length))
      refuseForeign(mark, source)
      if (mark.length === LONGEST_MARK) mark = undefined
    }
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

function refuseForeign(mark: readonly number[], { label }: RowSource): void {
  const startsWith = (bytes: readonly number[]) => bytes.every((byte, index) => mark[index] === byte)
  const foreign = FOREIGN.find(({ bytes }) => startsWith(bytes))
  if (foreign) {
    const hint = `${foreign.fix} FILE | redis-patterns leaderboard --file -`
    throw new UsageError(`${label} is ${foreign.what}, not UTF-8 text`, hint)
  }
  if (startsWith(ZIP)) {
    throw new UsageError(`${label} is a spreadsheet or a zip file, not text`, 'save the sheet as CSV (UTF-8)')
  }
}
