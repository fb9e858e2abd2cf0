import type { Cluster, Redis } from 'ioredis'

/** The caller's client: an ioredis `Redis` or `Cluster`, used as it is and never configured or closed. */
export type RedisLike = Redis | Cluster
