import { describe, expect, it } from 'vitest'
import { charts } from '../charts.js'
import { rendered } from '../rendered.js'
import { sample } from '../sample.js'

const run = [...sample, ...charts]
const CODES = new RegExp('\u001b' + String.raw`\[([\d;]*)m`, 'g')

describe('colour', () => {
  it.each([60, 120])('changes nothing but the colour, at %i columns', async (width) => {
    const plain = await rendered(run, { width, color: 0 })
    const coloured = await rendered(run, { width, color: 1 })
    expect(coloured.out.replace(CODES, '')).toBe(plain.out)
    expect(coloured.out).not.toBe(plain.out)
  })

  it('uses only what can be read on black and on white', async () => {
    const { out } = await rendered(run, { color: 3 })
    const used = new Set([...out.matchAll(CODES)].flatMap(([, codes = '']) => codes.split(';')))
    const readable = {
      reset: ['0', '22', '39'],
      styles: ['1', '2'],
      red: '31',
      green: '32',
      magenta: '35',
      cyan: '36',
    }
    expect([...used].filter((code) => !Object.values(readable).flat().includes(code))).toEqual([])
  })

  it('ends on the line on which it began, so that a cut output leaves the terminal as it was', async () => {
    const { out } = await rendered(run, { color: 1 })
    for (const line of out.split('\n')) {
      const codes = [...line.matchAll(CODES)].map(([, code]) => code)
      expect(codes.length === 0 || ['22', '39'].includes(codes.at(-1) ?? '')).toBe(true)
    }
  })
})
