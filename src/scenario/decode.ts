import { Readable, pipeline } from 'node:stream'
import { UsageError } from './errors.js'

/** What an input is called in messages, and the command that takes it from a pipe. */
export interface TextSource {
  /** `scores.csv`, or `standard input`. */
  label: string
  /** `redis-patterns leaderboard --file -` */
  piped: string
}

/** What people pass by mistake, by its first bytes. */
const FOREIGN = [
  { bytes: [0xff, 0xfe], what: 'UTF-16 text', fix: 'iconv -f UTF-16 -t UTF-8' },
  { bytes: [0xfe, 0xff], what: 'UTF-16 text', fix: 'iconv -f UTF-16 -t UTF-8' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'compressed with zstd', fix: 'zstd -dc' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], what: 'compressed with xz', fix: 'xz -dc' },
]
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const GZIP = [0x1f, 0x8b]
const LONGEST_MARK = 4

/**
 * Bytes to text, gunzipped when they are gzip: their first bytes say so, not the name of a file. A byte order mark is
 * left out; bytes that are not UTF-8 become U+FFFD.
 *
 * @throws {UsageError} when they are something else than text, or when the gzip data is damaged.
 */
export async function* decode(chunks: AsyncIterable<Uint8Array>, source: TextSource): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const chunk of plainBytes(chunks, source)) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

async function* plainBytes(
  chunks: AsyncIterable<Uint8Array>,
  source: TextSource,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  const head = await headOf(iterator)
  const all = withHead(head, iterator)
  if (startsWith(head, GZIP)) return yield* gunzipped(all, source)
  refuseForeign(head, source)
  yield* all
}

/** As many bytes as tell what the input is, or all there are. */
async function headOf(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array()
  while (head.length < LONGEST_MARK) {
    const next = await iterator.next()
    if (next.done) return head
    head = Buffer.concat([head, next.value])
  }
  return head
}

async function* withHead(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

async function* gunzipped(
  chunks: AsyncIterable<Uint8Array>,
  { label }: TextSource,
): AsyncGenerator<Uint8Array> {
  const { createGunzip } = await import('node:zlib')
  const gunzip = createGunzip()
  // The reader below hears of what goes wrong.
  pipeline(Readable.from(chunks), gunzip, () => {})
  try {
    yield* gunzip
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (!code.startsWith('Z_')) throw error
    throw new UsageError(
      `${label} is damaged gzip data: ${message}`,
      'compress it again, or gunzip what is left of it',
      {
        cause: error,
      },
    )
  }
}

function refuseForeign(head: Uint8Array, { label, piped }: TextSource): void {
  const foreign = FOREIGN.find(({ bytes }) => startsWith(head, bytes))
  if (foreign) {
    throw new UsageError(`${label} is ${foreign.what}, not UTF-8 text`, `${foreign.fix} FILE | ${piped}`)
  }
  if (startsWith(head, ZIP)) {
    throw new UsageError(`${label} is a spreadsheet or a zip file, not text`, 'save the sheet as CSV (UTF-8)')
  }
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte)
}
