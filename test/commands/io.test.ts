import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { writer } from '../../src/commands/io.js'

test('a writer waits for a slow reader, and leaves no listener behind', async () => {
  const output = new PassThrough({ highWaterMark: 1 })
  const write = writer(output)
  const before = ['drain', 'close'].map((event) => output.listenerCount(event))
  for (let line = 0; line < 20; line++) {
    let written = false
    const done = write('line').then(() => (written = true))
    await Promise.resolve()
    expect(written).toBe(false)
    output.read()
    await done
  }
  expect(['drain', 'close'].map((event) => output.listenerCount(event))).toEqual(before)
})

test('a writer does not wait for a reader that is gone', async () => {
  const output = new PassThrough({ highWaterMark: 1 })
  const write = writer(output)
  const waiting = write('line')
  output.destroy()
  await waiting
  await write('after')
  expect(output.destroyed).toBe(true)
})
