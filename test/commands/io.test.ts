import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { writer } from '../../src/commands/io.js'

test('a slow reader is waited for, and leaves no listener behind', async () => {
  let read = () => {}
  const output = new Writable({ highWaterMark: 1, write: (_text, _encoding, done) => void (read = done) })
  const listeners = () => [output.listenerCount('close'), output.listenerCount('drain')]
  const before = listeners()
  for (const text of ['one', 'two', 'three']) {
    const written = writer(output)(text)
    expect(listeners()).not.toEqual(before)
    read()
    await written
  }
  expect(listeners()).toEqual(before)
})

test('a reader that has gone is not waited for', async () => {
  const output = new Writable({ highWaterMark: 1, write: () => {} })
  const written = writer(output)('one')
  output.destroy()
  await expect(written).resolves.toBeUndefined()
})
