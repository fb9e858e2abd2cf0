import { describe, expect, test } from 'vitest'
import { LONGEST_ROW } from '../../../../../src/commands/leaderboard/rows/row.js'
import { brief, readRows } from '../read.js'

describe('CSV', () => {
  test.each([
    ['a header and rows', 'name,score\nada,1\nbob,2\n', ['ada 1', 'bob 2']],
    ['no line end at the end', 'name,score\nada,1', ['ada 1']],
    ['Windows line ends', 'name,score\r\nada,1\r\nbob,2\r\n', ['ada 1', 'bob 2']],
    ['old Mac line ends', 'name,score\rada,1\rbob,2\r', ['ada 1', 'bob 2']],
    ['mixed line ends', 'name,score\nada,1\r\nbob,2\rcy,3', ['ada 1', 'bob 2', 'cy 3']],
    ['a byte order mark', '\uFEFFname,score\nada,1\n', ['ada 1']],
    ['semicolons', 'name;score\nada, Countess;1.5\n', ['ada, Countess 1.5']],
    ['tabs', 'name\tscore\nada, Countess\t1\n', ['ada, Countess 1']],
    ['a delimiter that its quoted header has more of', '"a, b, c";name;score\n0;ada;1', ['ada 1']],
    ['a quoted comma', 'name,score\n"Lovelace, Ada",1\n', ['Lovelace, Ada 1']],
    ['a quoted line end', 'name,score\n"Ada\nL",1\nbob,2\n', ['Ada\nL 1', 'bob 2']],
    ['doubled quotes', 'name,score\n"Ada ""A"" L",1\n"""",2\n', ['Ada "A" L 1', '" 2']],
    ['quotes inside a plain field', 'name,score\nAda "A" L,1\n5"disk,2\n', ['Ada "A" L 1', '5"disk 2']],
    ['spaces around fields', 'name , score\n ada , 1 \n "bob" , "2" \n', ['ada 1', 'bob 2']],
    ['quoted spaces', 'name,score\n" ada ",1\n', [' ada  1']],
    ['blank lines', '\n\nname,score\n\nada,1\n  \n\nbob,2\n\n', ['ada 1', 'bob 2']],
    ['further columns', 'id,player,x,points\n7,ada,,1\n', ['ada 1']],
    ['no header', 'ada,1\nbob,2\n', ['ada 1', 'bob 2']],
    ['no header and the score first', '1,ada\n2,bob\n', ['ada 1', 'bob 2']],
    ['no header and numbers for names', '1001,5\n1002,6\n', ['1001 5', '1002 6']],
    ['one line', 'ada,1', ['ada 1']],
    ['the same name again', 'name,score\nada,1\nada,3\n', ['ada 1', 'ada 3']],
  ])('with %s is read', async (_, text, expected) => {
    expect(brief(await readRows([text]))).toEqual(expected)
  })

  test.each([
    ['a missing score', 'name,score\nada,\nbob,2', ['2: the score is empty', 'bob 2']],
    ['a missing name', 'name,score\n,1\nbob,2', ['2: the name is empty', 'bob 2']],
    ['too few fields', 'name,score\nada\nbob,2', ['2: the number of fields is 1, not 2: "ada"', 'bob 2']],
    [
      'too many fields',
      'name,score\nada,1,2\nbob,2',
      ['2: the number of fields is 3, not 2: "ada,1,2"', 'bob 2'],
    ],
    [
      'thousands',
      'name;score\nada;1,234',
      ['2: the score "1,234" has thousands separators: write the digits only'],
    ],
    [
      'text after a quote',
      'name,score\n"ada"x,1\nbob,2',
      ['2: there is text after a closing quote', 'bob 2'],
    ],
    [
      'an open quote',
      'name,score\n"ada,1\nbob,2\ncy,3',
      ['2: a quote is opened and never closed', 'bob 2', 'cy 3'],
    ],
    [
      'an open quote in the last line',
      'name,score\nbob,2\n"ada,1',
      ['bob 2', '3: a quote is opened and never closed'],
    ],
    [
      'an open quote before a good one',
      'name,score\n"ada,1\nbob,2\n"Lovelace, A",3',
      ['2: there is text after a closing quote', 'bob 2', 'Lovelace, A 3'],
    ],
    [
      'line ends in quotes before it',
      'name,score\r\n"a\r\nb",1\r\n"c\n\nd",2\r\nbob,x\r\n',
      ['a\r\nb 1', 'c\n\nd 2', '7: the score "x" is not a number'],
    ],
    ['blank lines before it', 'name,score\n\n\nbob,x', ['4: the score "x" is not a number']],
  ])('reports %s with its line and goes on', async (_, text, expected) => {
    expect(brief(await readRows([text]))).toEqual(expected)
  })

  test.each([[['one piece']], [['many', 'pieces']]])('skips a line beyond the limit, in %j', async (way) => {
    const text = `name,score\n${'x'.repeat(3 * LONGEST_ROW)},1\r\nbob,2\n`
    const pieces = way.length === 1 ? [text] : (text.match(/[^]{1,1000}/g) ?? [])
    expect(brief(await readRows(pieces))).toEqual([
      '2: the row has more than 65,536 characters: is a quote left open?',
      'bob 2',
    ])
  })

  test('loses one line, not the rest of a long file, to a quote left open', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `player-${index},${index}\n`)
    const text = `name,score\n"ada,1\n${lines.join('')}`
    const rows = await readRows(text.match(/[^]{1,65536}/g) ?? [])
    expect(rows).toHaveLength(20_001)
    expect(rows.filter((row) => 'problem' in row)).toHaveLength(1)
    expect(rows.at(-1)).toEqual({ line: 20_002, member: 'player-19999', score: 19_999 })
  })

  test('takes columns by number where there is no header', async () => {
    const rows = await readRows(['7,ada,1\n8,bob,2\n'], 'x.csv', { nameColumn: '2', scoreColumn: '3' })
    expect(brief(rows)).toEqual(['ada 1', 'bob 2'])
  })

  test('asks for columns where there is no header and more than two', async () => {
    await expect(readRows(['7,ada,1\n'], 'x.csv')).rejects.toThrow(
      'cannot tell which column of x.csv is the name and which the score: it has "1: 7", "2: ada", "3: 1"',
    )
  })

  test('knows a header with numbers in it by the flags', async () => {
    const rows = await readRows(['name,2024\nada,1\n'], 'x.csv', { scoreColumn: '2024' })
    expect(brief(rows)).toEqual(['ada 1'])
  })

  test('from a .tsv file has tabs, whatever its first line has more of', async () => {
    expect(brief(await readRows(['a, b, c\t1\n'], 'x.tsv'))).toEqual(['a, b, c 1'])
  })
})
