import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLine } from '../../../../src/commands/ratelimit/log/access-line.js'

const AT = Date.UTC(2026, 2, 9, 7, 30, 5)
const REST = '[09/Mar/2026:07:30:05 +0000] "GET /a?b=1 HTTP/1.1" 200 512'

describe('a line of an access log', () => {
  test.each([
    ['common', `203.0.113.9 - - ${REST}`, '203.0.113.9'],
    ['combined', `203.0.113.9 - - ${REST} "https://a.example/" "Mozilla/5.0 (X11; [en])"`, '203.0.113.9'],
    ['IPv6', `2001:db8::17 - - ${REST}`, '2001:db8::17'],
    ['the shortest IPv6', `::1 - - ${REST}`, '::1'],
    ['a name', `host.example.com - - ${REST}`, 'host.example.com'],
    ['a user', `203.0.113.9 - frank ${REST}`, '203.0.113.9'],
    ['a user with a blank', `203.0.113.9 - frank o'hara ${REST}`, '203.0.113.9'],
    ['a virtual host in front', `shop.example:443 203.0.113.9 - - ${REST} "-" "-"`, '203.0.113.9'],
    ['a virtual host in front of IPv6', `shop.example:80 ::1 - - ${REST}`, '::1'],
    ['no bytes', `203.0.113.9 - - ${REST.replace('512', '-')}`, '203.0.113.9'],
    ['no request', `203.0.113.9 - - [09/Mar/2026:07:30:05 +0000] "-" 408 0`, '203.0.113.9'],
    [
      'quotes in its request',
      String.raw`203.0.113.9 - - [09/Mar/2026:07:30:05 +0000] "GET /\"x\\" 400 0`,
      '203.0.113.9',
    ],
    ['the time first in the agent', `203.0.113.9 - - ${REST} "-" "[1/Jan]"`, '203.0.113.9'],
    ['fields of the server after it', `203.0.113.9 - - ${REST} "-" "curl" 0.005 0.004 .`, '203.0.113.9'],
  ])('with %s is read', (_, line, client) => {
    expect(parseLine(line)).toEqual({ client, time: AT })
  })

  test.each([['09/Mar/2026:08:30:05 +0100'], ['09/Mar/2026:00:00:05 -0730'], ['10/Mar/2026:00:15:05 +1645']])(
    'has the zone of its server: %s',
    (written) => {
      expect(parseLine(`::1 - - [${written}] "GET / HTTP/1.1" 200 1`)).toMatchObject({ time: AT })
    },
  )

  test.each([
    ['31/Feb/2026:07:30:05 +0000'],
    ['09/Mrz/2026:07:30:05 +0000'],
    ['09/Mar/2026:24:30:05 +0000'],
    ['09/Mar/2026:07:60:05 +0000'],
    ['09/Mar/2026:07:30:61 +0000'],
    ['09/Mar/1969:07:30:05 +0000'],
    ['09/Mar/9026:07:30:05 +0000'],
    ['2026-03-09T07:30:05Z'],
    ['09/Mar/2026:07:30:05'],
    [''],
  ])('with the time "%s" is refused, and the time is named', (written) => {
    expect(parseLine(`::1 - - [${written}] "GET / HTTP/1.1" 200 1`)).toEqual({
      problem: `the time "${written}" is not like 05/Jan/2026:10:00:00 +0000`,
    })
  })

  test.each([
    ['', 'not a line of an access log: ""'],
    ['203.0.113.9 - - [09/Mar/2026:07:3', 'not a line of an access log: "203.0.113.9 - - [09/Mar/2026:07:3"'],
    [`203.0.113.9 ${REST}`, `not a line of an access log: "203.0.113.9 [09/Mar/2026:07:30:05 +000…`],
    [
      `203.0.113.9 - - ${REST.replace('200', 'OK')}`,
      `not a line of an access log: "203.0.113.9 - - [09/Mar/2026:07:30:05 …`,
    ],
    [`- - - ${REST}`, 'the line has no address'],
    [`${'x'.repeat(300)} - - ${REST}`, `not a line of an access log: "${'x'.repeat(38)}…`],
  ])('that is none is refused: %s', (line, problem) => {
    expect(parseLine(line)).toEqual({ problem })
  })

  test('of any content is read or refused, and never takes long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (user, request) => {
        const found = parseLine(`::1 - ${user} [09/Mar/2026:07:30:05 +0000] "${request}" 200 1`)
        expect('problem' in found || found.client === '::1' || user.includes('[')).toBe(true)
      }),
    )
    const start = performance.now()
    for (const part of ['a:1', '[', '"', '\\', ' ', '1.2.3.4 - - ['])
      parseLine(part.repeat(60_000 / part.length))
    parseLine(`::1 - - [09/Mar/2026:07:30:05 +0000] "${'\\"'.repeat(30_000)}`)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
