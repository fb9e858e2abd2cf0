export { Broadcast, type BroadcastOptions, type Frame } from './broadcast.js'
export {
  type Invalidation,
  InvalidationBus,
  type InvalidationBusOptions,
  type InvalidationListener,
} from './invalidation-bus.js'
export type { Now } from '../_kit/clock.js'
export { bytes, json, text, type ValueCodec } from '../_kit/codec.js'
export { PatternError } from '../_kit/errors.js'
export type { Hook } from '../_kit/hook.js'
export type { RedisLike } from '../_kit/redis-like.js'
export type { ListenOptions, SubscribeOptions, TopicOptions, TopicsOptions } from './options.js'
export type { Handler, MessageStream, Subscription } from './subscription.js'
export { Topic } from './topic.js'
export { Topics } from './topics.js'
export type { Gap, Position, Published, TopicEvent, TopicMessage } from './types.js'
export type { SocketEvent, SocketLike } from './sockets.js'
