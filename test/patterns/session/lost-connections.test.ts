import { Command, Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { startDurableServer } from '../../support/durable-server.js'
import { startTcpProxy } from '../../support/tcp-proxy.js'
import { hasRealServer, onAnyServer, onRealServer } from '../support/servers.js'
import { freshSessions, indexOf } from './fresh-sessions.js'
import { MINUTE } from './times.js'

onAnyServer('a command that is sent again, as its reply was lost', (redis) => {
  /** A client that sends every script twice and answers what the second run answers. */
  function stuttering(): Redis {
    const client = redis().duplicate()
    const send = client.sendCommand.bind(client)
    client.sendCommand = (command) => {
      if (!command.name.startsWith('eval')) return send(command)
      const again = () => void send(command)
      const first = new Command(command.name, command.args, { replyEncoding: null })
      void (send(first) as Promise<unknown>).then(again, again)
      return command.promise
    }
    return client
  }

  it('does what one does', async () => {
    const client = stuttering()
    const { sessions } = freshSessions<{ n?: number; cart: string[] }>(client)
    const { id } = await sessions.create({ n: 1, cart: [] }, { userId: 'ada' })
    expect(await sessions.update(id, { cart: ['tea'], n: undefined })).toBe(true)
    expect(await sessions.touch(id)).not.toBeNull()
    const rotated = await sessions.rotate(id)
    expect(rotated).toMatchObject({ data: { cart: ['tea'] }, userId: 'ada' })
    const signedIn = await sessions.rotate(rotated!.id, { userId: 'grace' })
    expect(signedIn).toMatchObject({ data: { cart: ['tea'] }, userId: 'grace' })
    expect(await sessions.list('ada')).toEqual([])
    expect((await sessions.list('grace')).map(({ handle }) => handle)).toEqual([signedIn!.handle])
    client.disconnect()
  })
})

onRealServer('a connection that is cut', (redis) => {
  it('loses no session: the client sends again what was not answered', async () => {
    const proxy = await startTcpProxy(redis().options.port as number)
    const client = new Redis(proxy.url, { retryStrategy: () => 1, maxRetriesPerRequest: null })
    client.on('error', () => {}) // It is about to be cut.
    const { sessions } = freshSessions(client)
    const { id } = await sessions.create({}, { userId: 'ada' })
    const updates = Array.from({ length: 200 }, async (_, n) => {
      if (n % 50 === 25) proxy.cut()
      return sessions.update(id, { [`field-${n}`]: n })
    })
    expect(await Promise.all(updates)).toEqual(Array(200).fill(true))
    const rotating = sessions.rotate(id)
    proxy.cut()
    const rotated = await rotating
    expect(Object.keys(rotated!.data)).toHaveLength(200)
    client.disconnect()
    await proxy.close()
  })
})

describe.skipIf(!hasRealServer)('a server that is restarted', () => {
  it('still has the sessions, their expiry and the list of them', async () => {
    const server = await startDurableServer()
    const client = new Redis(server.url, { retryStrategy: () => 5, maxRetriesPerRequest: null })
    client.on('error', () => {}) // It is about to go.
    const { sessions, name } = freshSessions(client)
    const { id, handle } = await sessions.create({ cart: ['tea'] }, { userId: 'ada' })
    await server.stop()
    await server.start()
    expect(await sessions.touch(id)).not.toBeNull()
    expect((await sessions.list('ada')).map(({ data }) => data)).toEqual([{ cart: ['tea'] }])
    expect(await client.pttl(indexOf(name, handle))).toBeGreaterThan(29 * MINUTE)
    client.disconnect()
    await server.close()
  })
})
