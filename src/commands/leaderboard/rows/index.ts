import { UsageError } from '../../../scenario/errors.js'
import { CsvReader } from './csv/index.js'
import { decode } from '../../../scenario/decode.js'
import { chooseFormat, type Format, isEnough } from './format.js'
import { JsonLinesReader } from './json/lines.js'
import type { Row, RowReader, RowSource } from './row.js'

const PIPED = 'redis-patterns leaderboard --file -'
const EXAMPLE = 'put a line "name,score" first and one player a line below it'

/** The rows of an input, as many at a time as one piece of it held. Nothing is read ahead of the consumer. */
export class RowFile implements AsyncIterable<Row[]> {
  readonly #chunks: AsyncIterable<Uint8Array>
  readonly #source: RowSource
  #reader: RowReader | undefined
  #bytesRead = 0

  constructor(chunks: AsyncIterable<Uint8Array>, source: RowSource) {
    this.#chunks = chunks
    this.#source = source
  }

  get bytesRead(): number {
    return this.#bytesRead
  }

  /** What the `line` of a row counts. */
  get counts(): RowReader['counts'] {
    return this.#reader?.counts ?? 'line'
  }

  /** How the input was understood, in words. */
  describe(): string {
    return this.#reader?.describe() ?? ''
  }

  /** @throws {UsageError} when the input as a whole is not one that rows can be read from. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Row[], void, void> {
    let found = 0
    for await (const text of withWholeHead(
      decode(this.#counted(), { label: this.#source.label, piped: PIPED }),
    )) {
      this.#reader ??= await openReader(chooseFormat(this.#source, text), this.#source)
      const rows = this.#reader.push(text)
      found += rows.length
      yield rows
    }
    if (!this.#reader) throw new UsageError(`${this.#source.label} is empty`, EXAMPLE)
    const last = this.#reader.end()
    if (found + last.length === 0) throw new UsageError(`${this.#source.label} has no rows`, EXAMPLE)
    yield last
  }

  async *#counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#chunks) {
      this.#bytesRead += chunk.length
      yield chunk
    }
  }
}

/** The first text is as long as the choice of a format needs. Blank text alone comes to nothing. */
async function* withWholeHead(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let head: string | undefined = ''
  for await (const text of texts) {
    if (head === undefined) {
      yield text
      continue
    }
    head += text
    if (!isEnough(head)) continue
    yield head
    head = undefined
  }
  if (head !== undefined && head.trim() !== '') yield head
}

async function openReader(format: Format, source: RowSource): Promise<RowReader> {
  if (format === 'json') return await openDocument(source)
  if (format === 'ndjson') return new JsonLinesReader(source)
  return new CsvReader(source, format === 'tsv' ? '\t' : undefined)
}

/** The streaming parser is loaded only when there is a document to parse. */
async function openDocument(source: RowSource): Promise<RowReader> {
  const [{ JSONParser }, { JsonDocumentReader }] = await Promise.all([
    import('@streamparser/json'),
    import('./json/document.js'),
  ])
  return new JsonDocumentReader(source, JSONParser)
}
