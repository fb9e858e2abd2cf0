import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RowFile } from '../../../../src/commands/leaderboard/rows/index.js'
import { asChunks, brief, outcome, readRows, rowSource } from './read.js'

const INPUTS = [
  ['x.csv', '\uFEFFname,score\r\n"Ada, ""A""\r\nL",1\r\n\r\nbob,x\r名前 👩‍🚀,3\r\n"ed"x,4\n"open,5\nflo,6\r\n'],
  ['-', '"Last; First";Größe\nname;score\n'],
  ['-', ' 5\tada\n 6\t"b\tc"\n'],
  ['x.json', '\uFEFF [{"name":"ä\\u00e4🚀","score":1.5e2},\r\n["b",-2], 7, {"name":"c"}]\n'],
  ['x.json', '[["ada",1],["名前",2] oops]'],
  ['-', '{"ada":1,"名前":2}\n'],
  ['-', '\n{"name":"ada","score":1}\r\n{"name":"名前🚀"\n{"score":2}\n["é",3]'],
  ['x.ndjson', '["ada",1]\n\n[1e400,2]\n"x"'],
] as const
const NOT_UTF8 = Buffer.from('name,score\ncaf\xe9,1\n\xf0\x9f\x9a,2\n\xc3\xa9,3\n\xc3', 'latin1')

describe('the same rows come out', () => {
  const inputs: [string, Buffer][] = INPUTS.map(([path, text]) => [path, Buffer.from(text)])

  test.each([...inputs, ['x.csv', NOT_UTF8] as const])(
    'of %s cut in two at any byte',
    async (path, bytes) => {
      const whole = await outcome([bytes], path)
      for (let cut = 1; cut < bytes.length; cut++) {
        expect(await outcome([bytes.subarray(0, cut), bytes.subarray(cut)], path), `cut at ${cut}`).toEqual(
          whole,
        )
      }
    },
  )

  test.each(inputs)('of %s byte by byte', async (path, bytes) => {
    const single = Array.from(bytes, (byte) => Uint8Array.of(byte))
    expect(await outcome(single, path)).toEqual(await outcome([bytes], path))
  })

  test('of any text in any pieces', async () => {
    const alphabet = [
      ...'ab1.,;\t" \n\r[]{}:é🚀',
      '""',
      '\r\n',
      'name',
      'score',
      '"a":',
      '["a",1]',
      '{"name":"b","score":2}\n',
    ]
    const text = fc
      .array(fc.constantFrom(...alphabet), { maxLength: 60 })
      .map((parts) => Buffer.from(parts.join('')))
    const path = fc.constantFrom('-', 'x.csv', 'x.tsv', 'x.json', 'x.ndjson')
    const cuts = fc.array(fc.nat(200), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(text, path, cuts, async (bytes, from, at) => {
        expect(await outcome(pieces(bytes, at), from)).toEqual(await outcome([bytes], from))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('an input', () => {
  test.each([[[]], [['']], [[' \n\r\n\t']], [['\uFEFF']]])(
    'of %j is empty, and that is said',
    async (given) => {
      await expect(readRows(given, 'scores.csv')).rejects.toMatchObject({
        name: 'UsageError',
        message: 'scores.csv is empty',
        hint: 'put a line "name,score" first and one player a line below it',
      })
    },
  )

  test('with a header alone has no rows', async () => {
    await expect(readRows(['name,score\n'], 'scores.csv')).rejects.toThrow('scores.csv has no rows')
  })

  test('keeps names apart whose bytes are not UTF-8 by refusing them', async () => {
    expect(brief(await readRows([NOT_UTF8]))).toEqual([
      '2: the name "caf\uFFFD" is not valid UTF-8',
      '3: the name "\uFFFD" is not valid UTF-8',
      'é 3',
      '5: the number of fields is 1, not 2: "\uFFFD"',
    ])
  })

  test.each([
    ['scores.csv.gz', 'name,score\nada,1\n'],
    ['scores.json.gz', '[["ada",1]]'],
    ['-', '{"name":"ada","score":1}\n'],
  ])('that is gzipped is read as what is in it: %s', async (path, text) => {
    expect(brief(await readRows([gzipSync(text)], path))).toEqual(['ada 1'])
  })

  test.each([
    ['UTF-16', Buffer.from('\uFEFFname,score\n', 'utf16le'), 'is UTF-16 text, not UTF-8 text'],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0]), 'is compressed with zstd, not UTF-8 text'],
    ['a spreadsheet', Buffer.from('PK\x03\x04....'), 'is a spreadsheet or a zip file, not text'],
  ])('of %s is refused by its first bytes, in whatever pieces', async (_, bytes, what) => {
    for (const given of [[bytes], Array.from(bytes, (byte) => Uint8Array.of(byte))]) {
      await expect(readRows(given, 'scores.csv')).rejects.toMatchObject({
        name: 'UsageError',
        message: `scores.csv ${what}`,
        hint: expect.stringMatching(/--file -|CSV/),
      })
    }
  })

  test('is described as it was understood, and counted in bytes', async () => {
    const text = 'Player Name;Größe;Score\nada;1;2\n'
    const file = new RowFile(asChunks([text]), rowSource('-'))
    for await (const _ of file) continue
    expect(file.describe()).toBe('read as CSV with semicolons, names from "Player Name", scores from "Score"')
    expect(file.bytesRead).toBe(Buffer.byteLength(text))
    expect(file.counts).toBe('line')
  })

  test('is not read ahead of whoever takes the rows', async () => {
    let given = 0
    async function* endless() {
      yield Buffer.from('name,score\n')
      for (;;) yield Buffer.from(`player-${++given},1\n`)
    }
    const rows = new RowFile(endless(), rowSource('-'))[Symbol.asyncIterator]()
    for (let taken = 0; taken < 5; taken++) await rows.next()
    await rows.return()
    expect(given).toBeLessThanOrEqual(5)
  })
})

function pieces(bytes: Buffer, at: readonly number[]): Buffer[] {
  const edges = [0, ...at.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge))
}
