import { describe, expect, it } from 'vitest'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { RedlockNode } from '../../../src/patterns/lock/redlock-node.js'
import type { LockToken } from '../../../src/patterns/lock/index.js'
import { freshName, onEveryServer } from '../support/servers.js'

const token = 'mine' as LockToken

/** A client of a server that has some of the newer commands, and keeps what it was asked. */
function newerServer(has: readonly string[], keyPrefix = '') {
  const asked: string[] = []
  const redis = {
    options: { keyPrefix },
    async call(...command: string[]) {
      asked.push(command.join(' '))
      if (command[0] === 'COMMAND') return has.includes(command[2] as string) ? [[command[2]]] : [null]
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

  it('is a script for a client that puts a prefix before keys, but not before those of unknown commands', async () => {
    const { redis, asked } = newerServer(['delifeq', 'delex'], 'app:')
    expect(await new RedlockNode(redis, 'lock').remove(token)).toBe(true)
    expect(asked).toEqual(['script'])
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
