import type { Connection } from '../../engine/engine.js'
import type { SessionStage } from './params.js'
import { naiveStore, safeStore } from './versions.js'

const USER = 'ada'

/** The sessions of one user, and the index that finds them. */
export interface UserSessions {
  /** The new session's id. */
  signIn(device: string): Promise<string>
  isSignedIn(id: string): Promise<boolean>
  /** How many sessions the index has. */
  listed(): Promise<number>
  /** How many sessions it says that it has ended. */
  logOutEverywhere(): Promise<number>
}

export type OpenUser = (stage: SessionStage, name: string, connection: Connection) => UserSessions

/** The index is a set of ids. */
export const naiveUser: OpenUser = (stage, name, connection) => {
  const sessions = naiveStore(stage, name, connection)
  return {
    async signIn(device) {
      const id = await sessions.create({ userId: USER, device })
      await sessions.remember(USER, id)
      return id
    },
    isSignedIn: async (id) => (await sessions.get(id)) !== null,
    listed: async () => (await sessions.remembered(USER)).length,
    logOutEverywhere: () => sessions.logOutEverywhere(USER),
  }
}

/** The index is a sorted set, by the time at which a session expires. */
export const safeUser: OpenUser = (stage, name, connection) => {
  const sessions = safeStore(stage, name, connection)
  return {
    signIn: async (device) => (await sessions.create({ device }, { userId: USER })).id,
    isSignedIn: async (id) => (await sessions.get(id)) !== null,
    listed: async () => (await sessions.list(USER)).length,
    logOutEverywhere: () => sessions.destroyAll(USER),
  }
}

/** The naive version's key for the index. */
export function naiveIndex(stage: SessionStage, name: string): string {
  return `${stage.namespace}${name}:user:${USER}`
}
