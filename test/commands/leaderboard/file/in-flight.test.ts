import { expect, test } from 'vitest'
import { InFlight } from '../../../../src/commands/leaderboard/file/in-flight.js'

test('no more work runs at a time than the limit, and settle waits for all of it', async () => {
  const inFlight = new InFlight(3)
  let running = 0
  let most = 0
  let done = 0
  const work = async () => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    running--
    done++
  }
  for (let index = 0; index < 20; index++) await inFlight.add(work)
  await inFlight.settle()
  expect([most, done]).toEqual([3, 20])
})

test('a failure is thrown where its turn comes, not as an unhandled rejection', async () => {
  const inFlight = new InFlight(2)
  await inFlight.add(() => Promise.reject(new Error('lost')))
  await new Promise(setImmediate)
  await inFlight.add(() => Promise.resolve())
  await expect(inFlight.add(() => Promise.resolve())).rejects.toThrow('lost')
  await inFlight.settle()
})
