import { describe, expect, it } from 'vitest'
import { splitLine } from '../../src/scenario/split-line.js'
import { quoteArgument } from '../../src/render/redis-cli.js'

function wordsOf(line: string): string[] {
  const split = splitLine(line)
  if (!('words' in split)) throw new Error(JSON.stringify(split))
  return split.words.map((word) => word.toString('latin1'))
}

describe('a line', () => {
  it.each([
    ['SET k v', ['SET', 'k', 'v']],
    ['  GET\t k  ', ['GET', 'k']],
    ['', []],
    ['SET k ""', ['SET', 'k', '']],
    ['SET k "a b"', ['SET', 'k', 'a b']],
    [`SET k 'it\\'s "so" \\n'`, ['SET', 'k', `it's "so" \\n`]],
    ['SET k "\\x00\\xff\\n\\"\\\\\\q"', ['SET', 'k', '\0\xff\n"\\q']],
    ['SET k pre"fix"', ['SET', 'k', 'prefix']],
    ['EVAL "return\n1" 0', ['EVAL', 'return\n1', '0']],
    ['SET k a\\nb', ['SET', 'k', 'a\\nb']],
    ['SET k \u00a0', ['SET', 'k', '\xc2\xa0']],
  ])('is split as redis-cli does: %j', (line, words) => {
    expect(wordsOf(line)).toEqual(words)
  })

  it.each(['SET k "a', `SET k 'a b\\'`, 'EVAL "', 'SET k "a\\'])(
    'goes on in the next one after %j',
    (line) => {
      expect(splitLine(line)).toEqual({ open: true })
    },
  )

  it('may not go on right behind a closing quote', () => {
    expect(splitLine('SET k "a"b')).toEqual({ problem: 'a space must follow a closing quote' })
  })

  it.each(['plain', 'two words', 'a"b', "a'b", 'tab\t', ''])('gives back what was quoted: %j', (word) => {
    expect(wordsOf(quoteArgument(word))).toEqual([word])
  })
})
