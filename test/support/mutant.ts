import type { Redis } from 'ioredis'
import type { Connection } from '../../src/engine/engine.js'
import type { Race, Version } from '../../src/race/define.js'
import { allScripts } from '../../src/patterns/_kit/script.js'

/** What is done in place of a script: another source, or commands one after the other. */
type Change = { source: (source: string) => string } | { commands: Commands } | { method: Method }
type Commands = (redis: Connection, keys: string[], args: string[]) => Promise<unknown>

type Method = (redis: Redis, ...args: never[]) => Promise<unknown>

/** Changes to scripts, by the names of their files, and to commands, by their own. */
export type Changes = Readonly<Record<string, Change>>

/** Puts another text in the place of one that must be there. */
export function edit(from: string | RegExp, to: string): Change {
  const source = (text: string) => {
    const edited = text.replace(from, to)
    if (edited === text) throw new Error(`the script has no ${from}`)
    return edited
  }
  return { source }
}

/** The commands of a script, sent one by one: other clients come between them. */
export function split(commands: Commands): Change {
  return { commands }
}

/** What a command does in place of itself. */
export function instead(method: Method): Change {
  return { method }
}

/** The safe version of a race with a fault put into its scripts. */
export function mutant(race: Race, changes: Changes): Version<unknown> {
  return { title: 'a mutant', make: (redis, place) => race.safe.make(changed(redis, changes), place) }
}

/** A connection over which some scripts do something else. */
export function changed(redis: Connection, changes: Changes): Connection {
  const scripts = Object.entries(changes).filter(([, change]) => !('method' in change))
  const bySha = new Map(scripts.map(([name, change]) => [shaOf(name), change]))
  const client = redis as unknown as Record<'evalshaBuffer' | 'evalBuffer', Evaluate>
  const evalsha: Evaluate = (sha, count, list) => {
    const change = bySha.get(sha)
    if (change === undefined) return client.evalshaBuffer(sha, count, list)
    if ('source' in change) return client.evalBuffer(change.source(sourceOf(sha)), count, list)
    const words = list.map(String)
    return (change as { commands: Commands }).commands(redis, words.slice(0, count), words.slice(count))
  }
  const own: Record<string | symbol, unknown> = {
    evalshaBuffer: evalsha,
    duplicate: (...args: unknown[]) => changed((redis.duplicate as Duplicate)(...args), changes),
  }
  return new Proxy(redis, {
    get(target, name) {
      const change = changes[String(name)]
      if (name in own) return own[name]
      if (change === undefined || !('method' in change)) return Reflect.get(target, name) as unknown
      return (...args: never[]) => change.method(target as Redis, ...args)
    },
  })
}

type Duplicate = (...args: unknown[]) => Connection
type Evaluate = (script: string, count: number, list: readonly unknown[]) => Promise<unknown>

function shaOf(name: string): string {
  const script = allScripts().find((each) => each.name === name)
  if (script === undefined) throw new Error(`there is no script ${name}`)
  return script.sha
}

function sourceOf(sha: string): string {
  return allScripts().find((script) => script.sha === sha)?.source ?? ''
}
