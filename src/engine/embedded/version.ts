/** The version of js-redis-server. Its package.json cannot be imported, and a bundle has none: a test compares. */
export const VERSION = '0.3.0'

/** The Redis whose commands and replies it imitates: the newest one that the differential test runs against. */
export const COMPATIBILITY = 'redis-7.0'
