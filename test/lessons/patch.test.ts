import { expect, it } from 'vitest'
import { patched } from '../../src/lessons/patch.js'

const TEXT = 'begin\n    one\n      two\n\n    three\nend\n'

it.each([
  ['a line', '-three\n+four', 'begin\n    one\n      two\n\n    four\nend\n'],
  [
    'several, as deep as they were',
    '-one\n-  two\n+four\n+  five',
    'begin\n    four\n      five\n\n    three\nend\n',
  ],
  ['an empty line', '-  two\n-\n+four\n+\n+five', 'begin\n    one\n    four\n\n    five\n    three\nend\n'],
  ['a line that only goes', '-one', 'begin\n      two\n\n    three\nend\n'],
  ['one after the other', '-one\n+four\n-begin\n+start', 'start\n    four\n      two\n\n    three\nend\n'],
])('changes %s', (_what, patch, after) => {
  expect(patched(TEXT, patch)).toBe(after)
})

it.each([
  ['-four\n+five', 'there is no "four" to be changed'],
  ['-one\n-two', 'there is no "one"'],
  ['-ne\n+five', 'there is no "ne"'],
  ['+five', 'begins with a line that goes'],
  ['one', '"one" begins neither with - nor with +'],
])('refuses %j', (patch, said) => {
  expect(() => patched(TEXT, patch)).toThrow(said)
})

it('refuses a change that could be meant twice', () => {
  expect(() => patched('a\n  b\nb\n', '-b\n+c')).toThrow('"b" is there more than once')
})
