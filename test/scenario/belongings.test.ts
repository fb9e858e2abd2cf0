import { expect, test } from 'vitest'
import { Belongings } from '../../src/scenario/belongings.js'

test('closes everything once, the last one first, also when one fails', async () => {
  const closed: string[] = []
  const belongings = new Belongings()
  belongings.use({ close: () => closed.push('first') })
  const failing = { close: () => Promise.reject(new Error('it broke')) }
  expect(belongings.use(failing)).toBe(failing)
  belongings.use({ close: () => closed.push('last') })
  await belongings.close()
  await belongings.close()
  expect(closed).toEqual(['last', 'first'])
})

test('closes at once what is used after the end', async () => {
  const closed: string[] = []
  const belongings = new Belongings()
  await belongings.end()
  belongings.use({ close: () => closed.push('late') })
  expect(closed).toEqual(['late'])
})
