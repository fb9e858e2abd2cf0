import { expect, it } from 'vitest'
import { lineText } from '../../../src/render/text/line.js'
import { besideColumn, isFree, type Row, rowLine } from '../../../src/render/text/row.js'

const row: Row = [
  { at: 8, text: '山田' },
  { at: 2, text: 'ada' },
]

it('puts each text at its column', () => {
  expect(lineText(rowLine(row))).toBe('  ada   山田')
})

it('knows which columns nothing covers', () => {
  expect([
    isFree(row, 0, 2),
    isFree(row, 5, 8),
    isFree(row, 0, 3),
    isFree(row, 11, 12),
    isFree(row, 12, 20),
  ]).toEqual([true, true, false, false, true])
})

it.each([
  [{ from: 12, to: 14 }, 'end', 20, 15],
  [{ from: 17, to: 20 }, 'end', 20, undefined],
  [{ from: 18, to: 20 }, 'end', 20, 14],
  [{ from: 6, to: 7 }, 'a', 20, undefined],
])('puts a text beside the columns %j, nearer to them than to anything else', (columns, text, width, at) => {
  expect(besideColumn(row, columns, text, width)).toBe(at)
})
