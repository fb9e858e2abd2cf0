import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandWords, formatReply, quoteArgument } from '../../src/render/redis-cli.js'
import { symbolsFor } from '../../src/render/symbols.js'
import { splitLine } from '../../src/scenario/split-line.js'
import { textWidth } from '../../src/render/text/width.js'
import type { Reply, WireEvent } from '../../src/scenario/event.js'

const symbols = symbolsFor(true)

describe('a command', () => {
  it.each([
    ['ada', 'ada'],
    ['', '""'],
    ['two words', '"two words"'],
    [`O'Brien`, `"O'Brien"`],
    ['say "hi"', '"say \\"hi\\""'],
    ['back\\slash', '"back\\\\slash"'],
    ['tab\there\n', '"tab\\there\\n"'],
    ['\u001b[31m', '"\\x1b[31m"'],
    ['\u202e', '"\\xe2\\x80\\xae"'],
    ['山田太郎', '山田太郎'],
    ['{game}:board', '{game}:board'],
  ])('writes %j as %s', (argument, written) => {
    expect(quoteArgument(argument)).toBe(written)
  })

  it('hands the bytes that the trace could not write as text back to redis-cli as bytes', () => {
    expect(splitLine(quoteArgument('\\xff\\x00'))).toEqual({ words: [Buffer.from([0xff, 0x00])] })
  })

  it('can be pasted into redis-cli, whatever its arguments hold', () => {
    // Text that looks like an escaped byte stands for that byte, as above.
    const argument = fc.string({ unit: 'binary' }).filter((text) => !/\\x[0-9a-f]{2}/.test(text))
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1 }), (command) => {
        const line = commandWords(wire(command), symbols, Number.POSITIVE_INFINITY).join(' ')
        expect(splitLine(line)).toEqual({ words: command.map((one) => Buffer.from(one)) })
      }),
    )
  })

  it('shortens long values inside their quotes', () => {
    expect(commandWords(wire(['SET', 'key', 'a b'.repeat(50)]), symbols, 12)).toEqual([
      'SET',
      'key',
      '"a ba ba b…"',
    ])
  })

  it('names the script instead of its digest', () => {
    const call = { ...wire(['EVALSHA', 'f'.repeat(40), '1', 'key']), script: 'submit.lua' }
    expect(commandWords(call, symbols, 48)).toEqual(['EVALSHA', 'submit.lua', '1', 'key'])
  })
})

describe('a reply', () => {
  it.each<[Reply, string]>([
    ['OK', 'OK'],
    ['QUEUED', 'QUEUED'],
    ['ada', '"ada"'],
    ['', '""'],
    ['\u001b[31m', '"\\x1b[31m"'],
    [3, '(integer) 3'],
    [1.5, '(double) 1.5'],
    [null, '(nil)'],
    [[], '(empty array)'],
    [{ error: 'ERR no\nsuch thing' }, '(error) ERR no\\nsuch thing'],
    [['ada', 1, null], '1) "ada" 2) (integer) 1 3) (nil)'],
    [[['ada', '1500'], []], '1) [1) "ada" 2) "1500"] 2) (empty array)'],
  ])('to show %j is %s', (reply, shown) => {
    expect(formatReply(reply, 80, symbols)).toBe(shown)
  })

  it('keeps as many whole elements as fit and counts the others', () => {
    const reply = ['grace', '2300', 'alan', '1800', 'ada', '1500']
    expect(formatReply(reply, 40, symbols)).toBe('1) "grace" 2) "2300" 3) "alan" … 3 more')
    expect(formatReply(reply, 63, symbols)).toBe(
      '1) "grace" 2) "2300" 3) "alan" 4) "1800" 5) "ada" 6) "1500"',
    )
  })

  it('shortens the first element when not even that fits', () => {
    expect(formatReply(['a'.repeat(50), 'b'], 24, symbols)).toBe('1) "aaaaaaaaa…" … 1 more')
  })

  it('is never wider than asked', () => {
    const { reply } = fc.letrec<{ reply: Reply }>((tie) => ({
      reply: fc.oneof(
        { maxDepth: 3 },
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.record({ error: fc.string() })),
        fc.array(tie('reply')),
      ),
    }))
    fc.assert(
      fc.property(reply, fc.integer({ min: 1, max: 60 }), (given, width) => {
        expect(textWidth(formatReply(given, width, symbols))).toBeLessThanOrEqual(width)
      }),
    )
  })
})

function wire(command: string[]): WireEvent {
  return { type: 'wire', actor: 'app', command, reply: null }
}
