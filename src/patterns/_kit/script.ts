import { createHash } from 'node:crypto'
import type { RedisLike } from './redis-like.js'

/** A Lua script as the server knows it. */
export interface Script {
  /** The file name, as shown in traces. */
  readonly name: string
  readonly sha: string
  readonly source: string
  readonly keys: readonly string[]
  readonly args: readonly string[]
}

/** A script that can be called by the names of its keys and arguments. */
export interface NamedScript<Keys extends Names, Args extends Names, Result> extends Script {
  /** One EVALSHA; when the server does not know the script, also one EVAL, which teaches it. */
  run(redis: RedisLike, keys: Named<Keys, string>, args: Named<Args, ScriptArg>): Promise<Result>
}

export interface ScriptDefinition<Keys extends Names, Args extends Names, Result> {
  name: string
  source: string
  /** In the order of KEYS. The last may be `...name`: a list. */
  keys: Keys
  /** In the order of ARGV. The last may be `...name`: a list. */
  args: Args
  /** Strings arrive as Buffers, for members may be any bytes. */
  reply: (raw: unknown) => Result
}

export type ScriptArg = string | number | Buffer
export type Names = readonly string[]

/** `['board', '...days']` asks for `{ board: V, days: readonly V[] }`. */
export type Named<List extends Names, Value> = {
  readonly [Name in List[number] as Bare<Name>]: Name extends `...${string}` ? readonly Value[] : Value
}
type Bare<Name extends string> = Name extends `...${infer Rest}` ? Rest : Name

const registry = new Map<string, Script>()

/** Ties a Lua source to the names of its keys and arguments, and remembers it for {@link allScripts}. */
export function defineScript<const Keys extends Names, const Args extends Names, Result>(
  definition: ScriptDefinition<Keys, Args, Result>,
): NamedScript<Keys, Args, Result> {
  const { name, source, reply } = definition
  const sha = createHash('sha1').update(source).digest('hex')
  const keys = definition.keys.map(bare)
  const args = definition.args.map(bare)
  const script: Script = { name, sha, source, keys: definition.keys, args: definition.args }
  registry.set(sha, script)
  return {
    ...script,
    run(redis, namedKeys, namedArgs) {
      const list: ScriptArg[] = []
      append<string>(list, keys, namedKeys)
      const keyCount = list.length
      append<ScriptArg>(list, args, namedArgs)
      return evaluate(redis, script, keyCount, list).then(reply)
    },
  }
}

/** Every script of the patterns that have been imported. SCRIPT LOAD them to spare the first callers a NOSCRIPT. */
export function allScripts(): readonly Script[] {
  return [...registry.values()]
}

/** The file name of the script that an EVALSHA names. */
export function scriptNameOf(sha: string): string | undefined {
  return registry.get(sha)?.name
}

function bare(name: string): string {
  return name.replace('...', '')
}

/** A hot path: every call of every script comes by here, so it copies nothing twice. */
function append<Value extends ScriptArg>(list: ScriptArg[], names: Names, values: Values<Value>): void {
  for (const name of names) {
    const value = values[name] as Value | readonly Value[]
    if (!Array.isArray(value)) list.push(value as Value)
    else for (const each of value) list.push(each)
  }
}
type Values<Value> = Readonly<Record<string, Value | readonly Value[]>>

/** ioredis has these two, but its types do not list them. `callBuffer` is typed, but breaks under auto-pipelining. */
interface BufferScripting {
  evalshaBuffer(sha: string, keyCount: number, list: readonly ScriptArg[]): Promise<unknown>
  evalBuffer(source: string, keyCount: number, list: readonly ScriptArg[]): Promise<unknown>
}

function evaluate(
  redis: RedisLike,
  script: Script,
  keyCount: number,
  list: readonly ScriptArg[],
): Promise<unknown> {
  const client = redis as unknown as BufferScripting
  return client.evalshaBuffer(script.sha, keyCount, list).catch((error: unknown) => {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
    return client.evalBuffer(script.source, keyCount, list)
  })
}
