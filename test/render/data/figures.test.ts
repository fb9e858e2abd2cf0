import { expect, it } from 'vitest'
import { figures } from '../../../src/render/data/figures.js'

it.each([
  [[], []],
  [[0], ['0']],
  [
    [4000, -5],
    ['4000', '-5'],
  ],
  [[0.1 + 0.2], ['0.3']],
  [
    [12.5, 100],
    ['12.5', '100.0'],
  ],
  [[1234.5678], ['1234.57']],
  [[0.000_123_4], ['0.000123']],
  [[5e-324], ['0']],
])('writes %j with as many decimals as it needs', (values, texts) => {
  expect(figures(values)).toEqual(texts)
})
