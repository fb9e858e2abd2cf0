import type { Problem } from './row.js'
import { shown } from '../../../scenario/shown.js'

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** Numbers that people write and a program should not guess at. */
const REFUSED = [
  {
    form: /^[+-]?\d{1,3}(?:[,' _]\d{3})+(?:\.\d+)?$/,
    why: 'has thousands separators: write the digits only',
  },
  { form: /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/, why: 'has thousands separators: write the digits only' },
  { form: /^[+-]?\d+,\d+$/, why: 'has a decimal comma: write a point' },
]

/**
 * A score as Redis can hold it: a finite double. Whole numbers beyond 2^53 are rounded, as Redis itself
 * rounds them. Text is accepted when all of it is one decimal number.
 */
export function readScore(value: unknown): number | Problem {
  if (value === undefined || value === null) return { problem: 'there is no score' }
  if (typeof value !== 'number' && typeof value !== 'string') {
    return { problem: `the score ${shown(value)} is not a number` }
  }
  const text = String(value).trim()
  if (text === '') return { problem: 'the score is empty' }
  const score = NUMBER.test(text) ? Number(text) : Number.NaN
  if (Number.isFinite(score)) return score
  return { problem: `the score ${shown(value)} ${whyNot(text, score)}` }
}

function whyNot(text: string, score: number): string {
  if (!Number.isNaN(score) || text.endsWith('Infinity')) return 'is too large'
  return REFUSED.find(({ form }) => form.test(text))?.why ?? 'is not a number'
}
