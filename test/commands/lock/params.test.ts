import { expect, test } from 'vitest'
import { runCli } from '../../support/cli.js'

test.each([
  ['--ttl 2500ms', 'error: --ttl does not accept "2500ms"', 'give whole seconds, such as 10s'],
  ['--ttl 10', 'error: --ttl does not accept "10"', 'give a time from 2s to 1h'],
  ['--late 0s', 'error: --late does not accept "0s"', 'give a time from 1s to 1h'],
  ['--waiters 1000', 'error: --waiters does not accept "1000"', 'give a whole number from 10 to 200'],
  ['--servers 4', 'error: --servers does not accept "4"', 'give one of 3, 5, 7'],
])('%s is refused in two lines', async (flags, what, hint) => {
  const { code, stderr, stdout } = await runCli(['lock', ...flags.split(' ')])
  expect([code, stdout]).toEqual([2, ''])
  const [error, advice, ...rest] = stderr.trimEnd().split('\n')
  expect(error).toBe(what)
  expect(advice).toContain(`try: ${hint}`)
  expect(rest).toEqual([])
})

test('a flag that the scenario does not read is a mistake', async () => {
  const { code, stderr } = await runCli(['lock', 'basics', '--waiters', '20'])
  expect(code).toBe(2)
  expect(stderr).toContain('--waiters')
})
