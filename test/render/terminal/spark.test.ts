import { expect, it } from 'vitest'
import type { SparkChart } from '../../../src/scenario/event.js'
import { picture } from './picture.js'

type Series = SparkChart['series']

it('draws all series on one scale, and says what it is', async () => {
  const series: Series = [
    { label: 'sent', values: [0, 1, 25, 50, 75, 100, 75, 50, 25, 1, 0, 0] },
    { label: 'lost', values: [0, 0, 0, 0, 25, 50, 25], mark: 'bad' },
  ]
  expect(await shown(series)).toEqual([
    '  sent    ▁▂▃▅▆█▆▅▃▂▁▁  max 100',
    '✘ lost    ▁▁▁▁▃▅▃       max  50',
    '  second  1         12',
    '█ is 100 requests',
  ])
  expect(await shown(series, 'second', { unicode: false })).toEqual([
    '    sent    012579752100  max 100',
    'bad lost    0000252       max  50',
    '    second  1         12',
    '9 is 100 requests',
  ])
})

it('draws only nothing as nothing', async () => {
  expect((await shown([{ label: 'a', values: [1000, 1, 0, -1] }]))[0]).toBe('a       █▂▁▁  max 1000')
})

it('keeps every peak when there are more values than columns, and says so', async () => {
  const values = Array.from({ length: 90 }, (_, at) => (at === 50 ? 9 : 1))
  expect(await shown([{ label: 'a', values }])).toEqual([
    'a       ▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂█▂▂▂▂▂▂▂▂▂▂▂▂▂  max 9',
    'second  1              50           90',
    '█ is 9 requests, each column is the highest of 3 seconds',
  ])
  expect((await shown([{ label: 'a', values }], '100 ms')).at(-1)).toBe(
    '█ is 9 requests, each column is the highest of 3 x 100 ms',
  )
})

it('shortens labels before the picture gets narrow', async () => {
  const values = Array.from({ length: 12 }, (_, at) => at)
  expect((await shown([{ label: 'x'.repeat(60), values }]))[0]).toBe(
    `${'x'.repeat(35)}…  ▁▂▂▃▄▄▅▅▆▇▇█  max 11`,
  )
})

it('has no scale when there is nothing to draw', async () => {
  expect(await shown([{ label: 'a', values: [0, 0] }])).toEqual(['a       ▁▁  max 0', 'second  1'])
  expect(await shown([{ label: 'a', values: [] }])).toEqual(['a         max 0', 'second'])
})

it('rounds fractions alike', async () => {
  const series = [
    { label: 'a', values: [0.1 + 0.2] },
    { label: 'b', values: [1.25] },
  ]
  expect((await shown(series)).slice(0, 2)).toEqual(['a       ▃  max 0.30', 'b       █  max 1.25'])
})

function shown(series: Series, each = 'second', options?: { unicode: boolean }): Promise<string[]> {
  return picture('spark', { unit: 'requests', each, series }, options)
}
