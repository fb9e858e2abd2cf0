import type { Scenario, Stage } from '../../scenario/define.js'
import { int, type ParamValues } from '../../scenario/params.js'

/** The knobs of `redis-patterns pubsub`: the only definition of its flags. */
export const pubsubParams = {
  servers: int({ default: 3, min: 2, max: 20, help: 'web servers that listen' }),
  messages: int({ default: 6, min: 3, max: 200, help: 'messages that are published' }),
  missed: int({ default: 3, min: 1, max: 100, help: 'of them, those published while a server is cut off' }),
  sockets: int({ default: 3, min: 1, max: 100, help: 'web sockets on each server' }),
}

export type PubsubParams = typeof pubsubParams
export type PubsubScenario = Scenario<PubsubParams>
export type PubsubStage = Stage<ParamValues<PubsubParams>>
