import { describe, expect, test } from 'vitest'
import command from '../../../src/commands/pubsub/index.js'
import { Heard } from '../../../src/commands/pubsub/heard.js'
import { runCli } from '../../support/cli.js'
import { onEachEngine } from '../../support/engines.js'
import { playCommand } from '../../support/played.js'

onEachEngine((engine) => {
  const play = (name: string, params: Record<string, unknown> = {}) =>
    playCommand(engine(), command, name, { params })

  test('as many servers hear as many messages as were asked for', async () => {
    const played = await play('fanout', { servers: 5, messages: 4 })
    expect(played.failed).toEqual([])
    expect(played.table('fanout')?.rows).toHaveLength(5)
    const published = played.all('wire').filter(({ command: [name] }) => name === 'PUBLISH')
    expect(published.map(({ reply }) => reply)).toEqual([5, 5, 5, 5])
  })

  test.each([
    { messages: 6, missed: 3 },
    { messages: 30, missed: 29 },
    { messages: 3, missed: 1 },
    { messages: 50, missed: 10 },
  ])('of $messages messages the plain subscriber misses just $missed', async (params) => {
    const played = await play('drop', params)
    expect(played.failed).toEqual([])
    const [naive, numbered, outbox] = played.table('drop.outbox')?.rows ?? []
    const { messages, missed } = params
    expect(naive?.slice(1)).toEqual([messages - missed, { value: missed, mark: 'bad' }, null])
    expect(numbered?.slice(1)).toEqual([
      messages - missed,
      { value: missed, mark: 'bad' },
      { value: missed, mark: 'good' },
    ])
    expect(outbox?.slice(1)).toEqual([messages, { value: 0, mark: 'good' }, { value: 0, mark: 'good' }])
  })

  test('the outbox holds what was published, and the wire shows that it was', async () => {
    const played = await play('nobody', { messages: 5 })
    expect(played.failed).toEqual([])
    const [outbox] = played.all('state').flatMap(({ keys }) => keys)
    expect(outbox).toMatchObject({ type: 'stream', length: 6 })
    const early = played.all('wire').filter(({ command: [name] }) => name === 'PUBLISH')
    expect(early.map(({ reply }) => reply)).toEqual([0, 0, 0, 0, 0, 1])
  })

  test('more sockets send no more commands', async () => {
    const commands = async (sockets: number) => (await play('sockets', { sockets })).all('wire').length
    expect(await commands(50)).toBe(await commands(2))
  })

  test('every subscription is one command, and none is sent on a connection that was closed', async () => {
    const played = await play('sockets')
    const wires = played.all('wire').filter(({ command: [name = ''] }) => name.endsWith('SUBSCRIBE'))
    expect(wires.map(({ actor, command: [name] }) => `${actor} ${name}`)).toEqual([
      'web-1 SUBSCRIBE',
      'web-2 SUBSCRIBE',
    ])
  })
})

describe('what cannot be', () => {
  test('more missed than published is said before anything is published', async () => {
    const argv = ['pubsub', 'drop', '--messages', '3', '--missed', '3', '--engine', 'embedded']
    const { code, stderr } = await runCli(argv)
    expect([code, stderr]).toEqual([
      2,
      'error: --missed must be less than --messages\ntry: give --missed 2 or less\n',
    ])
  })
})

test('who waits for a message is told when it comes, or at once when it has come', async () => {
  const heard = new Heard()
  let woken = false
  const waiting = heard.includes('b').then(() => (woken = true))
  heard.add('a')
  await Promise.resolve()
  expect(woken).toBe(false)
  heard.add('b')
  await waiting
  await heard.count(2)
  expect(heard.items).toEqual(['a', 'b'])
})
