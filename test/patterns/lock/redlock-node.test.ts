import type { Redis } from 'ioredis'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { RedlockNode } from '../../../src/patterns/lock/redlock-node.js'
import type { LockToken } from '../../../src/patterns/lock/index.js'
import { wireCommands } from '../support/commands.js'
import { freshName, onEveryServer, onRealServer } from '../support/servers.js'

const token = 'mine' as LockToken

/** A client of a server that has some of the newer commands, and keeps what it was asked. */
function newerServer(has: readonly string[], keyPrefix = '', refusal?: Error) {
  const asked: string[] = []
  const redis = {
    options: { keyPrefix },
    async call(...command: string[]) {
      asked.push(command.join(' '))
      if (command[0] === 'COMMAND') return has.includes(command[2] as string) ? [[command[2]]] : [null]
      if (refusal) throw refusal
      return command.includes('mine') ? 1 : 0
    },
    async evalshaBuffer() {
      asked.push('script')
      return 1
    },
  }
  return { redis: redis as unknown as RedisLike, asked }
}

describe('to remove a lock that is ours', () => {
  it.each([
    ['DELIFEQ of Valkey 9', ['delifeq'], ['COMMAND INFO delifeq', 'DELIFEQ lock mine']],
    ['DELEX of Redis 8.4', ['delex'], ['COMMAND INFO delifeq', 'COMMAND INFO delex', 'DELEX lock IFEQ mine']],
    ['a script', [], ['COMMAND INFO delifeq', 'COMMAND INFO delex', 'script']],
  ])('is one %s, where the server has it', async (_, has, commands) => {
    const { redis, asked } = newerServer(has)
    const node = new RedlockNode(redis, 'lock')
    expect(await node.remove(token)).toBe(true)
    expect(asked).toEqual(commands)
    asked.length = 0
    expect(await node.remove(token)).toBe(true)
    expect(asked).toEqual([commands.at(-1)]) // It is asked once.
  })

  it('is a script for a client that has to find the key, which it does not in a command that it does not know', async () => {
    const prefixed = newerServer(['delifeq', 'delex'], 'app:')
    expect(await new RedlockNode(prefixed.redis, 'lock').remove(token)).toBe(true)
    expect(prefixed.asked).toEqual(['script'])
    const cluster = newerServer(['delifeq', 'delex'])
    expect(
      await new RedlockNode(Object.assign(cluster.redis, { nodes: () => [] }), 'lock').remove(token),
    ).toBe(true)
    expect(cluster.asked).toEqual(['script'])
  })

  it('is a script when the command is refused, as by an older server that took over', async () => {
    const refusal = Object.assign(new Error("ERR unknown command 'DELEX'"), { name: 'ReplyError' })
    const { redis, asked } = newerServer(['delex'], '', refusal)
    expect(await new RedlockNode(redis, 'lock').remove(token)).toBe(true)
    expect(asked.slice(-2)).toEqual(['DELEX lock IFEQ mine', 'script'])
  })

  it('fails with the connection: the command may have been carried out', async () => {
    const { redis, asked } = newerServer(['delex'], '', new Error('Connection is closed.'))
    await expect(new RedlockNode(redis, 'lock').remove(token)).rejects.toThrow('Connection is closed.')
    expect(asked).not.toContain('script')
  })

  it('answers false when it is not', async () => {
    const { redis } = newerServer(['delex'])
    expect(await new RedlockNode(redis, 'lock').remove('other' as LockToken)).toBe(false)
  })
})

onEveryServer('one server of several', (redis) => {
  it('gives the lock to one, who alone can extend and remove it', async () => {
    const node = new RedlockNode(redis(), `{${freshName()}}`)
    expect(await node.take(token, 60_000)).toBe(true)
    expect(await node.take('other' as LockToken, 60_000)).toBe(false)
    expect(await node.extend('other' as LockToken, 60_000)).toBe(false)
    expect(await node.extend(token, 60_000)).toBe(true)
    expect(await node.remove('other' as LockToken)).toBe(false)
    expect(await node.remove(token)).toBe(true)
    expect(await node.remove(token)).toBe(false)
  })
})

onRealServer('a server that can compare and delete in one command', (redis) => {
  it('is sent that command and no other', async ({ skip }) => {
    const command = await compareAndDelete(redis())
    if (!command) return skip(NEITHER)
    const key = freshName()
    const node = new RedlockNode(redis(), key)
    await node.take(token, 60_000)
    expect(await wireCommands(redis(), () => node.remove('other' as LockToken))).toHaveProperty(command, 1)
    expect(await redis().get(key)).toBe(token)
    expect(await wireCommands(redis(), () => node.remove(token))).toEqual({ [command]: 1 })
    expect(await redis().get(key)).toBeNull()
  })

  it('is sent the script as well, for a user who may not use that command', async ({ skip }) => {
    const command = await compareAndDelete(redis())
    if (!command) return skip(NEITHER)
    await redis().acl('SETUSER', 'partly', 'on', '>secret', '~*', '&*', '+@all', `-${command}`)
    const client = redis().duplicate({ username: 'partly', password: 'secret' })
    onTestFinished(() => client.disconnect())
    const node = new RedlockNode(client, freshName())
    await node.take(token, 60_000)
    expect(await node.remove(token)).toBe(true)
    expect(await node.remove(token)).toBe(false)
  })
})

const NEITHER = 'the server has neither DELIFEQ (Valkey 9) nor DELEX (Redis 8.4)'

async function compareAndDelete(redis: Redis): Promise<'delifeq' | 'delex' | undefined> {
  const [delifeq, delex] = await redis.command('INFO', 'delifeq', 'delex')
  return delifeq ? 'delifeq' : delex ? 'delex' : undefined
}
