import { RedisCommandError } from 'js-redis-server/core'

const FLAGS = ['no-writes', 'allow-oom', 'allow-stale', 'no-cluster', 'allow-cross-slot-keys']

export interface ParsedScript {
  body: Buffer
  readOnly: boolean
}

/** Reads a first line `#!lua flags=…`, which js-redis-server takes for a syntax error. */
export function parseShebang(script: Buffer, asReadOnly = false): ParsedScript {
  if (script.toString('latin1', 0, 2) !== '#!') return { body: script, readOnly: asReadOnly }
  const end = script.indexOf('\n')
  if (end === -1) throw new RedisCommandError('Invalid script shebang')
  const [engine, ...options] = script.toString('utf8', 0, end).trim().split(/\s+/)
  if (engine !== '#!lua') throw new RedisCommandError(`Unexpected engine in script shebang: ${engine}`)
  const readOnly = options.flatMap(parseFlags).includes('no-writes')
  if (asReadOnly && !readOnly) {
    throw new RedisCommandError('Can not execute a script with write flag using *_ro command.')
  }
  // The newline stays, so that line numbers in errors are right.
  return { body: script.subarray(end), readOnly }
}

function parseFlags(option: string): string[] {
  if (!option.startsWith('flags=')) throw new RedisCommandError(`Unknown lua shebang option: ${option}`)
  const flags = option.slice('flags='.length).split(',')
  const unknown = flags.find((flag) => !FLAGS.includes(flag))
  if (unknown !== undefined) throw new RedisCommandError(`Unexpected flag in script shebang: ${unknown}`)
  return flags
}
