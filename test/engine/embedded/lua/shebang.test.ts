import { describe, expect, it } from 'vitest'
import { parseShebang } from '../../../../src/engine/embedded/lua/shebang.js'
import { useEmbedded } from '../fixture.js'

const redis = useEmbedded()

describe('The first line of a script', () => {
  it.each([
    ['return 1', { body: 'return 1', readOnly: false }],
    ['#!lua\nreturn 1', { body: '\nreturn 1', readOnly: false }],
    ['#!lua flags=no-writes\nreturn 1', { body: '\nreturn 1', readOnly: true }],
    ['#!lua flags=allow-oom,no-writes\r\nreturn 1', { body: '\nreturn 1', readOnly: true }],
  ])('is read: %j', (script, expected) => {
    const { body, readOnly } = parseShebang(Buffer.from(script))
    expect({ body: body.toString(), readOnly }).toEqual(expected)
  })

  it.each([
    ['#!lua', 'Invalid script shebang'],
    ['#!python\n', 'Unexpected engine in script shebang: #!python'],
    ['#!lua name=x\n', 'Unknown lua shebang option: name=x'],
    ['#!lua flags=fast\n', 'Unexpected flag in script shebang: fast'],
  ])('is refused: %j', (script, problem) => {
    expect(() => parseShebang(Buffer.from(script))).toThrow(problem)
  })
})

it('A script with flags runs, and its errors tell the right line', async () => {
  expect(await redis.ask('EVAL', '#!lua flags=allow-oom\nreturn 7', 0)).toBe(':7')
  expect(await redis.ask('EVAL', "#!lua\n\nerror('x')", 0)).toMatch(/on @user_script:3\.$/)
})

it('A script that promises not to write is held to it', async () => {
  const reply = await redis.ask('EVAL', "#!lua flags=no-writes\nreturn redis.call('SET', 'k', 1)", 0)
  expect(reply).toContain('Write commands are not allowed from read-only scripts.')
  expect(await redis.ask('EVAL_RO', '#!lua\nreturn 1', 0)).toBe(
    '-ERR Can not execute a script with write flag using *_ro command.',
  )
})
