import type { Command } from 'ioredis'
import { scriptNameOf } from '../patterns/_kit/script.js'
import { mayBlock } from '../scenario/blocking.js'
import { asText } from '../scenario/text.js'
import { describeCommand } from '../scenario/trace.js'

/** One step of a client that stands before it: a command, a transaction, or work on something outside Redis. */
export interface Unit {
  readonly commands: readonly Command[]
  /** Which connection of the client it goes over; 0 for work outside Redis. */
  readonly connection: number
  /** To be waited for before it goes. */
  readonly ready?: () => Promise<void>
  /** Lets it happen. It is answered when this resolves. */
  readonly go: () => Promise<unknown>
  /** What it is, and what has come of it, when it is no command. */
  readonly said?: () => { words: string; result: unknown }
  /** What it touches: keys, or what it works on outside Redis. Undefined: perhaps everything. */
  readonly touches: readonly string[] | undefined
  readonly writes: boolean
  /** Whether it may wait for others. */
  readonly blocks: boolean
}

/** Commands that only read the keys that they name. */
const READS = new Set(
  (
    'get getrange strlen mget exists ttl pttl type dump expiretime pexpiretime getbit bitcount bitpos ' +
    'hget hmget hgetall hkeys hvals hlen hexists hstrlen llen lrange lindex lpos scard sismember smismember smembers ' +
    'zcard zcount zrange zrevrange zrangebyscore zrevrangebyscore zrank zrevrank zscore zmscore zlexcount ' +
    'xlen xrange xrevrange xpending eval_ro evalsha_ro'
  ).split(' '),
)

/** Commands that write the keys that they name, and nothing else. */
const WRITES = new Set(
  (
    'set setex psetex setnx getset getdel getex append incr incrby incrbyfloat decr decrby mset msetnx setrange setbit ' +
    'del unlink expire pexpire expireat pexpireat persist rename ' +
    'hset hsetnx hmset hdel hincrby hincrbyfloat lpush rpush lpushx rpushx lpop rpop lrem lset ltrim linsert lmove rpoplpush ' +
    'sadd srem spop smove zadd zrem zincrby zpopmin zpopmax zremrangebyscore zremrangebyrank zremrangebylex zunionstore ' +
    'xadd xdel xack xclaim xautoclaim xtrim xgroup xsetid xreadgroup eval evalsha fcall'
  ).split(' '),
)

export function commandUnit(
  commands: readonly Command[],
  connection: number,
  go: () => Promise<unknown>,
): Unit {
  return {
    commands,
    connection,
    go,
    touches: commands.every(isPlain) ? [...new Set(commands.flatMap(keysOf))] : undefined,
    writes: commands.some(({ name }) => !READS.has(name)),
    blocks: commands.length === 1 && commands.some(blocks),
  }
}

/** Work on something outside Redis. `result` is for the client. */
export function workUnit<T>(on: string, words: string, work: () => T): { unit: Unit; result: Promise<T> } {
  let settle: (value: Promise<T>) => void
  let result: unknown
  const promise = new Promise<T>((resolve) => (settle = resolve))
  const go = async () => {
    const working = new Promise<T>((resolve) => resolve(work()))
    settle(working)
    result = await working.catch((error: Error) => error.message)
  }
  const said = () => ({ words, result })
  const touches = [`outside Redis: ${on}`]
  return {
    unit: { commands: [], connection: 0, go, said, touches, writes: true, blocks: false },
    result: promise,
  }
}

export function keysOf(command: Command): string[] {
  return command.getKeys().map(asText)
}

/** Does it do nothing but read or write its keys? A script that names none may make them up. */
function isPlain(command: Command): boolean {
  const { name } = command
  if (blocks(command) || (isScript(command) && keysOf(command).length === 0)) return false
  return READS.has(name) || WRITES.has(name) || name === 'multi' || name === 'exec'
}

export function isScript({ name }: Command): boolean {
  return /^(eval|fcall)/.test(name)
}

/** A script of a person, which may use keys that it does not name; ours never do. */
export function isForeignScript(command: Command): boolean {
  return isScript(command) && scriptNameOf(asText((command.args[0] ?? '') as string)) === undefined
}

function blocks({ name, args }: Command): boolean {
  return mayBlock(name, args)
}

/** What a unit does, without values, which may hold the time of the server. */
export function shapeOf({ commands, touches, said }: Unit): string {
  return [...commands.map(({ name }) => name), ...(touches ?? []), said?.().words].join(' ')
}

/** A unit in a line: scripts by the name of their file, keys without the prefix. */
export function wordsOf(unit: Unit | undefined, prefix: string): string {
  if (unit === undefined) return ''
  if (unit.said !== undefined) return unit.said().words
  return unit.commands.map((command) => commandWords(command).replaceAll(prefix, '')).join('; ')
}

function commandWords(command: Command): string {
  const { command: words, script } = describeCommand(command)
  return (script === undefined ? words : ['EVALSHA', script, ...words.slice(2)]).join(' ')
}
