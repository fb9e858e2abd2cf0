import binary from 'redis-memory-server/lib/util/RedisBinary.js'
import download from 'redis-memory-server/lib/util/RedisBinaryDownload.js'
import instance from 'redis-memory-server/lib/util/RedisInstance.js'

// By file: the package's own entry takes longer to load, and does not have them all.
export const RedisBinary = unwrapped(binary)
export const RedisBinaryDownload = unwrapped(download)
export const RedisInstance = unwrapped(instance)

/** A CommonJS `exports.default` arrives wrapped from Node and from bundlers, and bare from the test runner. */
function unwrapped<T extends object>(module: { default: T }): T {
  return 'default' in module ? module.default : module
}
