import { RedisServerState } from 'js-redis-server/core'
import type { RedisServerStateOptions } from 'js-redis-server/core'
import { FifoTurns } from './fifo-turns.js'
import { ScriptRuntime } from './lua/script-runtime.js'
import { shareValues } from './shared-values.js'
import { COMPATIBILITY } from './version.js'

/** The data of one server, with its corrections. */
export class EmbeddedState extends RedisServerState {
  readonly turns = new FifoTurns()
  private runtime: Promise<ScriptRuntime> | undefined

  constructor(options: RedisServerStateOptions = {}) {
    super({ databaseCount: 16, compatibility: COMPATIBILITY, ...options })
    for (const database of this.databases) {
      // Expiry takes turns with the commands too.
      Object.assign(database, { turnQueue: this.turns })
      shareValues(database)
    }
  }

  override getLuaRuntime(): Promise<ScriptRuntime> {
    return (this.runtime ??= ScriptRuntime.create(this.profile))
  }
}
