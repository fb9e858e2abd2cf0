import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { decode } from '../../src/scenario/decode.js'

const SOURCE = { label: 'x.log', piped: 'redis-patterns ratelimit --log -' }

async function decoded(...pieces: Uint8Array[]): Promise<string> {
  async function* chunks() {
    yield* pieces
  }
  let text = ''
  for await (const some of decode(chunks(), SOURCE)) text += some
  return text
}

const bytewise = (bytes: Buffer) => Array.from(bytes, (byte) => Uint8Array.of(byte))

test('text is read as UTF-8, whatever the pieces, without its byte order mark', async () => {
  const bytes = Buffer.from('\uFEFFadä 🚀\n')
  expect(await decoded(bytes)).toBe('adä 🚀\n')
  expect(await decoded(...bytewise(bytes))).toBe('adä 🚀\n')
  expect(await decoded(Buffer.from('ab'))).toBe('ab')
  expect(await decoded()).toBe('')
})

test('gzip is known by its first bytes and gunzipped, also when it is two files in one', async () => {
  const bytes = Buffer.concat([gzipSync('one\n'), gzipSync('two 🚀\n')])
  expect(await decoded(bytes)).toBe('one\ntwo 🚀\n')
  expect(await decoded(...bytewise(bytes))).toBe('one\ntwo 🚀\n')
})

test.each([
  [
    'ends too early',
    gzipSync('x'.repeat(1000)).subarray(0, 20),
    /^x.log is damaged gzip data: unexpected end/,
  ],
  ['is no gzip after its mark', Buffer.from([0x1f, 0x8b, 9, 9, 9]), /^x.log is damaged gzip data: /],
])('gzip that %s is refused', async (_, bytes, message) => {
  await expect(decoded(bytes)).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringMatching(message),
  })
})

test('other formats are refused by their first bytes, and what to type instead is said', async () => {
  await expect(decoded(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]))).rejects.toMatchObject({
    message: 'x.log is compressed with xz, not UTF-8 text',
    hint: 'xz -dc FILE | redis-patterns ratelimit --log -',
  })
})

test('who stops reading ends the input too', async () => {
  for (const first of [Buffer.from('abcd'), gzipSync('x'.repeat(100))]) {
    let ended = false
    async function* endless() {
      try {
        yield first
        for (;;) yield gzipSync('more\n')
      } finally {
        ended = true
      }
    }
    for await (const _ of decode(endless(), SOURCE)) break
    await expect.poll(() => ended).toBe(true)
  }
})

test('what fails while the input is read is thrown as it is', async () => {
  async function* broken() {
    yield gzipSync('x'.repeat(10_000)).subarray(0, 15)
    throw new TypeError('the disk is gone')
  }
  await expect(async () => {
    for await (const _ of decode(broken(), SOURCE)) continue
  }).rejects.toThrow('the disk is gone')
})
