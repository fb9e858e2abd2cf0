/** The one place that loads ioredis: it is imported lazily, and by name, which bundlers can follow. */
export { Cluster, Redis } from 'ioredis'
