import { expect, it } from 'vitest'
import type { Bar, ChartEvent } from '../../../src/scenario/event.js'
import { rendered } from '../rendered.js'
import { picture } from './picture.js'

it('draws each bar as long as its share of the longest, to the eighth of a column', async () => {
  const bars = [80, 40, 41, 1, 0].map((value, index): Bar => ({ label: `b${index}`, value }))
  expect(await shown({ bars })).toEqual([
    `b0  80  ${'█'.repeat(40)}`,
    `b1  40  ${'█'.repeat(20)}`,
    `b2  41  ${'█'.repeat(20)}▌`,
    'b3   1  ▌',
    'b4   0',
  ])
})

it('never draws something as nothing', async () => {
  const bars = [
    { label: 'all', value: 1_000_000 },
    { label: 'one', value: 1 },
  ]
  expect((await shown({ bars }))[1]).toBe('one        1  ▏')
  expect((await shown({ bars }, false))[1]).toBe('one        1  #')
})

it('says a mark in front of the label, in ASCII by a word', async () => {
  const bars: Bar[] = [
    { label: 'naive', value: 1, mark: 'bad' },
    { label: 'all', value: 1 },
  ]
  expect((await shown({ bars })).map((line) => line.slice(0, 12))).toEqual(['✘ naive  1  ', '  all    1  '])
  expect((await shown({ bars }, false)).map((line) => line.slice(0, 14))).toEqual([
    'bad naive  1  ',
    '    all    1  ',
  ])
})

it('shortens long labels, not the numbers', async () => {
  const bars = [{ label: 'x'.repeat(80), value: 123_456 }]
  expect((await shown({ bars }))[0]).toBe(`${'x'.repeat(39)}…  123456  ████████`)
})

it('draws negative values and an empty chart as no bar', async () => {
  expect(await shown({ bars: [{ label: 'less', value: -5 }] })).toEqual(['less  -5'])
  expect(await shown({ bars: [] })).toEqual([])
})

it('rounds fractions alike, so that their points stand below each other', async () => {
  const bars = [0.1 + 0.2, 12.25, 100].map((value): Bar => ({ label: 'x', value }))
  expect((await shown({ bars })).map((line) => line.slice(0, 11))).toEqual([
    'x    0.30  ',
    'x   12.25  ',
    'x  100.00  ',
  ])
})

it('draws half of 100 % as half a bar', async () => {
  const bars = [{ label: 'hits', value: 50 }]
  expect(await shown({ bars, unit: '%' })).toEqual([`hits  50  ${'█'.repeat(20)}`])
  expect(await shown({ bars })).toEqual([`hits  50  ${'█'.repeat(40)}`])
})

it('ends with the picture in words', async () => {
  const chart: ChartEvent = {
    type: 'chart',
    id: 'c',
    kind: 'bars',
    title: 'scores',
    unit: 'players',
    bars: [],
    words: 'Most have few.',
  }
  expect((await rendered([chart])).out).toBe('  scores (players)\n  Most have few.\n')
})

function shown({ bars, unit = 'title' }: { bars: Bar[]; unit?: string }, unicode = true): Promise<string[]> {
  return picture('bars', { unit, bars }, { unicode })
}
