import { describe, expect, it } from 'vitest'
import { decideColor, decideUnicode, decideWidth } from '../../src/render/capabilities.js'

describe('colour', () => {
  const xterm = { TERM: 'xterm-256color' }
  it.each([
    [
      'a flag for it beats everything',
      { flag: true, env: { FORCE_COLOR: '0', NO_COLOR: '1' }, isTTY: false },
      1,
    ],
    ['a flag against it beats everything', { flag: false, env: { FORCE_COLOR: '3' }, isTTY: true }, 0],
    ['FORCE_COLOR beats NO_COLOR', { env: { FORCE_COLOR: '2', NO_COLOR: '1' }, isTTY: false }, 2],
    ['FORCE_COLOR=0 switches it off', { env: { ...xterm, FORCE_COLOR: '0' }, isTTY: true }, 0],
    ['FORCE_COLOR=false switches it off', { env: { ...xterm, FORCE_COLOR: 'false' }, isTTY: true }, 0],
    [
      'FORCE_COLOR=true takes what the terminal has',
      { env: { ...xterm, FORCE_COLOR: 'true' }, isTTY: false },
      2,
    ],
    ['an empty FORCE_COLOR is set', { env: { FORCE_COLOR: '' }, isTTY: false }, 1],
    ['NO_COLOR beats the terminal', { env: { ...xterm, NO_COLOR: '1' }, isTTY: true }, 0],
    ['an empty NO_COLOR is as good as none', { env: { ...xterm, NO_COLOR: '' }, isTTY: true }, 2],
    ['a dumb terminal has none', { env: { TERM: 'dumb' }, isTTY: true }, 0],
    ['a dumb terminal obeys FORCE_COLOR', { env: { TERM: 'dumb', FORCE_COLOR: '1' }, isTTY: true }, 1],
    ['a pipe has none', { env: xterm, isTTY: false }, 0],
    ['a terminal has what TERM says', { env: xterm, isTTY: true }, 2],
    ['a terminal has what COLORTERM says', { env: { ...xterm, COLORTERM: 'truecolor' }, isTTY: true }, 3],
    ['a terminal of which nothing is known has 16', { env: {}, isTTY: true }, 1],
  ])('%s', (_, asked, level) => {
    expect(decideColor({ flag: undefined, ...asked })).toBe(level)
  })
})

describe('Unicode', () => {
  it.each([
    [{ LANG: 'de_DE.UTF-8' }, 'linux', true],
    [{ LANG: 'C.utf8' }, 'linux', true],
    [{ LANG: 'C' }, 'linux', false],
    [{ LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, 'linux', false],
    [{ LC_CTYPE: 'UTF-8', LANG: 'C' }, 'darwin', true],
    [{}, 'linux', true],
    [{ TERM: 'linux', LANG: 'en_US.UTF-8' }, 'linux', false],
    [{ TERM: 'dumb' }, 'linux', false],
    [{}, 'win32', false],
    [{ WT_SESSION: 'x' }, 'win32', true],
    [{ TERM_PROGRAM: 'vscode' }, 'win32', true],
  ])('with %j on %s is %s', (env, platform, expected) => {
    expect(decideUnicode(env, platform)).toBe(expected)
  })
})

describe('the width', () => {
  it.each([
    ['is the flag', { flag: 70, columns: 100, env: { COLUMNS: '90' } }, 70],
    ['else what the stream says', { columns: 100, env: { COLUMNS: '90' } }, 100],
    ['else COLUMNS', { env: { COLUMNS: '90' } }, 90],
    ['else 80', { env: {} }, 80],
    ['is not 0, whatever the stream says', { columns: 0, env: {} }, 80],
    ['is not what COLUMNS says when that is no number', { env: { COLUMNS: 'wide' } }, 80],
    ['is at least what a screen needs', { columns: 10, env: {} }, 40],
  ])('%s', (_, asked, width) => {
    expect(decideWidth({ flag: undefined, columns: undefined, ...asked })).toBe(width)
  })
})
