import { describe, expect, test } from 'vitest'
import { LONGEST_ROW } from '../../../../../src/commands/leaderboard/rows/row.js'
import { UsageError } from '../../../../../src/scenario/errors.js'
import { brief, readRows } from '../read.js'

describe('a JSON document', () => {
  test.each([
    ['a list of objects', '[{"name":"ada","score":1},{"name":"bob","score":2}]', ['ada 1', 'bob 2']],
    ['a list of pairs', '[["ada",1],["bob",2]]', ['ada 1', 'bob 2']],
    ['an object of scores', '{"ada":1,"bob":2}', ['ada 1', 'bob 2']],
    ['white space', ' [\r\n\t{ "name" : "ada" , "score" : 1 }\n]\n ', ['ada 1']],
    ['a byte order mark', '\uFEFF[["ada",1]]', ['ada 1']],
    ['escapes', '[["a\\u0064a \\ud83d\\ude80 \\"q\\"",1]]', ['ada 🚀 "q" 1']],
    ['scores as text', '[{"name":"ada","score":"1.5"}]', ['ada 1.5']],
    ['ids as numbers', '[{"id":7,"points":1}]', ['7 1']],
    [
      'names that objects have by themselves',
      '{"__proto__":1,"constructor":2}',
      ['__proto__ 1', 'constructor 2'],
    ],
    ['further keys', '[{"x":[{"name":"no"}],"name":"ada","score":1}]', ['ada 1']],
  ])('with %s is read', async (_, text, expected) => {
    expect(brief(await readRows([text], 'x.json'))).toEqual(expected)
    expect(brief(await readRows([text]))).toEqual(expected)
  })

  test('reports bad elements by their number and goes on', async () => {
    const text = JSON.stringify([
      { name: 'ada', score: 1 },
      5,
      null,
      { name: 'bob' },
      { score: 3 },
      { name: 'cy', score: { value: 1 } },
      ['di'],
      ['di', 1, 2],
      ['ed', '1,234'],
      { name: 'flo', score: 9 },
    ])
    expect(brief(await readRows([text], 'x.json'))).toEqual([
      'ada 1',
      '2: 5 is not an object or a [name, score] pair',
      '3: null is not an object or a [name, score] pair',
      '4: there is no score',
      '5: there is no name',
      '6: the score {"value":1} is not a number',
      '7: ["di"] is not an object or a [name, score] pair',
      '8: ["di",1,2] is not an object or a [name, score] pair',
      '9: the score "1,234" has thousands separators: write the digits only',
      'flo 9',
    ])
  })

  test.each([
    ['a syntax error', '[["ada",1],\n["bob",2] oops]', 'x.json is not valid JSON after element 2'],
    ['a syntax error at once', '[oops', 'x.json is not valid JSON'],
    ['no end', '[["ada",1],["bob"', 'x.json ends too early after element 1'],
    ['text after its end', '[["ada",1]] []', 'x.json is not valid JSON after element 1'],
    ['another type', '"ada"', 'x.json is not a JSON list or object'],
    ['rows deeper inside', '{"players":[["ada",1]]}', 'x.json is an object whose "players" is not a score'],
    ['no rows', '[]', 'x.json has no rows'],
  ])('with %s is refused as a whole', async (_, text, message) => {
    const error = await readRows([text], 'x.json').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UsageError)
    expect(error).toMatchObject({ message, hint: expect.stringMatching(/\w/) })
  })

  test('does not gather an endless element', async () => {
    const forever = Array.from({ length: 100 }, () => '"x",'.repeat(10_000))
    await expect(readRows(['{"players":[', ...forever], 'x.json')).rejects.toThrow('is not a list of rows')
  })

  test('asks for columns by the keys of its first object', async () => {
    await expect(readRows(['[{"who":"ada","n":1}]'], 'x.json')).rejects.toThrow('it has "who", "n"')
    const rows = await readRows(['[{"who":"ada","n":1}]'], 'x.json', { nameColumn: 'who', scoreColumn: 'n' })
    expect(brief(rows)).toEqual(['ada 1'])
  })
})

describe('NDJSON', () => {
  test.each([
    ['objects', '{"name":"ada","score":1}\n{"name":"bob","score":2}\n', ['ada 1', 'bob 2']],
    ['pairs', '["ada",1]\n["bob",2]', ['ada 1', 'bob 2']],
    ['Windows line ends and blank lines', '\r\n["ada",1]\r\n\r\n["bob",2]\r\n', ['ada 1', 'bob 2']],
    ['one object', '{"name":"ada","score":1}', ['ada 1']],
    ['one pair', '["ada",1]\n', ['ada 1']],
    [
      'a first line that is broken',
      '{"name":\n{"name":"bob","score":2}\n',
      ['1: the line is not JSON: "{\\"name\\":"', 'bob 2'],
    ],
  ])('with %s is read, named or not', async (_, text, expected) => {
    expect(brief(await readRows([text], 'x.ndjson'))).toEqual(expected)
    expect(brief(await readRows([text], 'x.json'))).toEqual(expected)
    expect(brief(await readRows([text]))).toEqual(expected)
  })

  test('reports bad lines by their number and goes on', async () => {
    const text = '["ada",1]\n{"name":"bob"\n\n7\n["cy",1e999]\n["di",4]'
    expect(brief(await readRows([text], 'x.jsonl'))).toEqual([
      'ada 1',
      '2: the line is not JSON: "{\\"name\\":\\"bob\\""',
      '4: 7 is not an object or a [name, score] pair',
      '5: the score Infinity is too large',
      'di 4',
    ])
  })

  test.each([[1_000], [1_000_000]])('skips a line beyond the limit, in pieces of %d', async (size) => {
    const text = `["ada",1]\n["${'x'.repeat(3 * LONGEST_ROW)}",2]\n["bob",3]\n`
    const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
    expect(brief(await readRows(pieces, 'x.ndjson'))).toEqual([
      'ada 1',
      '2: the line has more than 65,536 characters',
      'bob 3',
    ])
  })
})
