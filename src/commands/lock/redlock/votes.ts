import type { TableEvent } from '../../../scenario/event.js'
import { type Answer, type Electorate, isLease } from './electorate.js'

/** What stands on one server: the token in the lock, null when it is free, undefined when the server is stopped. */
interface Vote {
  server: string
  holder: string | null | undefined
}

/** What stands on all servers at one moment. */
export class Votes {
  readonly #votes: readonly Vote[]

  constructor(votes: readonly Vote[]) {
    this.#votes = votes
  }

  static async of({ servers, key }: Electorate): Promise<Votes> {
    const look = async (server: Electorate['servers'][number]): Promise<Vote> => {
      const view = await server.look(key)
      return { server: server.name, holder: view && (view.preview[0] ?? null) }
    }
    return new Votes(await Promise.all(servers.map(look)))
  }

  /** How many servers have given the lock to this lease. */
  for(answer: Answer): number {
    return isLease(answer) ? this.#votes.filter(({ holder }) => holder === answer.token).length : 0
  }

  /** How many servers have given it to anybody. */
  get given(): number {
    return this.#votes.filter(({ holder }) => holder).length
  }

  table(id: string, title: string): TableEvent {
    return {
      type: 'table',
      id,
      title,
      columns: [{ label: 'server' }, { label: 'is' }, { label: 'its lock holds' }],
      rows: this.#votes.map(({ server, holder }) => [
        server,
        holder === undefined ? { value: 'stopped', mark: 'bad' } : { value: 'up', mark: 'good' },
        holder ?? null,
      ]),
    }
  }
}
