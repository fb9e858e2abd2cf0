import { expect, it } from 'vitest'
import { rendered } from './rendered.js'
import { sample } from './sample.js'

it('writes every event as it is, one a line, and leaves progress out', async () => {
  const { out } = await rendered(sample, { format: 'json', trace: 0 })
  const lines = out.split('\n')
  expect(lines.pop()).toBe('')
  expect(lines.map((line) => JSON.parse(line))).toEqual(sample.filter(({ type }) => type !== 'progress'))
  expect(lines[0]).toBe(JSON.stringify(sample[0]))
})
