import type { RedisLike } from './redis-like.js'

const known = new WeakMap<RedisLike, Map<string, Promise<boolean>>>()

/**
 * Whether the server has a command: one COMMAND INFO the first time that a client is asked, nothing after that.
 * A server that does not answer the question, or a user who may not ask it, counts as "no".
 */
export function supports(redis: RedisLike, command: string): Promise<boolean> {
  const answers = known.get(redis) ?? new Map<string, Promise<boolean>>()
  known.set(redis, answers)
  const answer = answers.get(command) ?? ask(redis, command)
  answers.set(command, answer)
  return answer
}

async function ask(redis: RedisLike, command: string): Promise<boolean> {
  try {
    const [info] = (await redis.call('COMMAND', 'INFO', command)) as unknown[]
    return Array.isArray(info) && info.length > 0
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplyError') return false
    known.get(redis)?.delete(command) // The connection was lost: ask again next time.
    return false
  }
}
