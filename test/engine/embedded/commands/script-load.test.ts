import { expect, it } from 'vitest'
import { useEmbedded } from '../fixture.js'

const redis = useEmbedded()

it('SCRIPT LOAD refuses a script that does not compile, and keeps nothing of it', async () => {
  const problem = "user_script:1: unexpected symbol near '<eof>'"
  expect(await redis.ask('SCRIPT', 'LOAD', 'return (')).toBe(
    `-ERR Error compiling script (new function): ${problem}`,
  )
  expect(await redis.ask('SCRIPT', 'EXISTS', '728acb63e2aaef0ee859ece5db586bff5d800d1e')).toBe('*[:0]')
})

it('SCRIPT LOAD refuses a first line that it does not know', async () => {
  expect(await redis.ask('SCRIPT', 'LOAD', '#!js\n1')).toBe('-ERR Unexpected engine in script shebang: #!js')
})

it('A loaded script runs by its hash', async () => {
  const sha = JSON.parse(await redis.ask('SCRIPT', 'LOAD', 'return 7'))
  expect(await redis.ask('EVALSHA', sha, 0)).toBe(':7')
})
