import { type Lease, PatternError, Redlock } from '../../../patterns/lock/index.js'
import type { StageServer } from '../../../scenario/define.js'
import { inTurn } from '../../../scenario/in-turn.js'
import type { LockStage } from '../params.js'

/** A server has this long to answer, so that the speed of this machine does not decide. */
const PATIENCE_MS = 10_000

/** The servers that vote. */
export interface Electorate {
  readonly servers: readonly StageServer[]
  /** How many must give the lock. */
  readonly majority: number
  readonly key: string
  /** Somebody who asks all of them, over connections to those that run now. */
  client(actor: string): Promise<Client>
}

/** A lease; null: somebody else has it; the error: too few servers answered. */
export type Answer = Lease<undefined> | null | PatternError

/** Each method waits until all servers have answered, also those whose answer decided nothing any more. */
export interface Client {
  ask(): Promise<Answer>
  release(answer: Answer): Promise<boolean>
}

export async function openElectorate(stage: LockStage): Promise<Electorate> {
  const count = Number(stage.params.servers)
  const names = Array.from({ length: count }, (_, index) => `s${index + 1}`)
  const servers = await Promise.all(names.map((name) => stage.server(name)))
  const where = { prefix: stage.namespace, name: 'redlock' }
  const drawn = new Map<string, number>()
  const ids = (actor: string) => () => {
    drawn.set(actor, (drawn.get(actor) ?? 0) + 1)
    return `${actor}:${drawn.get(actor)}`
  }
  return {
    servers,
    majority: (count + 1) / 2,
    key: `${where.prefix}{${where.name}}`,
    async client(actor) {
      const connections = await Promise.all(servers.map((server) => server.actor(actor)))
      const line = inTurn(connections)
      const timing = { ttlMs: stage.params.ttl, nodeTimeoutMs: PATIENCE_MS }
      const lock = new Redlock(connections, { ...where, ...timing, ids: ids(actor) })
      return {
        async ask() {
          const answer = await lock.tryAcquire().catch(tooFew)
          await line.quiet()
          return answer
        },
        async release(answer) {
          const released = isLease(answer) && (await answer.release())
          await line.quiet()
          return released
        },
      }
    },
  }
}

export function isLease(answer: Answer): answer is Lease<undefined> {
  return answer !== null && 'token' in answer
}

export function inWords(answer: Answer): string {
  if (answer === null) return 'refused'
  return isLease(answer) ? `has it as ${answer.token}` : answer.code
}

function tooFew(error: unknown): PatternError {
  if (error instanceof PatternError) return error
  throw error
}
