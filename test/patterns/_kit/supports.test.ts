import { expect, it } from 'vitest'
import { supports } from '../../../src/patterns/_kit/supports.js'
import { wireCommands } from '../support/commands.js'
import { onEveryServer, onRealServer } from '../support/servers.js'

onEveryServer('whether the server has a command', (redis) => {
  it('is known for those it has and those it has not', async () => {
    expect(await supports(redis(), 'set')).toBe(true)
    expect(await supports(redis(), 'no-such-command')).toBe(false)
  })
})

onRealServer('the question whether it has a command', (redis) => {
  it('is asked once, also by many at the same time', async () => {
    const ask = () => Promise.all([1, 2, 3].map(() => supports(redis(), 'getex')))
    expect(await wireCommands(redis(), ask)).toEqual({ command: 1 })
    expect(await wireCommands(redis(), ask)).toEqual({})
  })

  it('is asked again after the connection was lost', async () => {
    const lost = redis().duplicate({ retryStrategy: null })
    lost.disconnect()
    expect(await supports(lost, 'getex')).toBe(false)
    await lost.connect()
    expect(await supports(lost, 'getex')).toBe(true)
    lost.disconnect()
  })
})
