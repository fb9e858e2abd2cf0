import { expect, test } from 'vitest'
import { runCli } from '../../support/cli.js'

test.each([
  [['retries', '--attempts', '0'], '--attempts does not accept "0"', 'give a whole number from 1 to 8'],
  [['crash', '--lease', '30'], '--lease does not accept "30"', 'give a time from 5s to 1h'],
  [
    ['workers', '--crash-rate', '101'],
    '--crash-rate does not accept "101"',
    'give a whole number from 1 to 100',
  ],
  [['idle', '--workers', '4'], '--workers does nothing here', 'it belongs to: workers'],
])('queue %j says what is wrong and what to do', async (words, wrong, todo) => {
  const { code, stdout, stderr } = await runCli(['queue', ...words, '--engine', 'embedded'])
  const [error = '', advice = '', ...rest] = stderr.trimEnd().split('\n')
  expect([code, stdout, rest]).toEqual([2, '', []])
  expect(error).toContain(wrong)
  expect(advice).toContain(todo)
})
