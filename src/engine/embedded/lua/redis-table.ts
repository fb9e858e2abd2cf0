import type { RedisProps } from 'lua-redis-wasm'

/** Members of the `redis` table that the engine leaves to its host. */
export function redisTable(profile: { version: string }): RedisProps {
  const [major = 0, minor = 0, patch = 0] = profile.version.split('.').map(Number)
  return {
    REDIS_VERSION: { value: profile.version },
    REDIS_VERSION_NUM: { value: (major << 16) | (minor << 8) | patch },
    REPL_NONE: { value: 0 },
    REPL_AOF: { value: 1 },
    REPL_SLAVE: { value: 2 },
    REPL_REPLICA: { value: 2 },
    REPL_ALL: { value: 3 },
    replicate_commands: { returns: true },
    set_repl: { returns: null },
    breakpoint: { returns: false },
    acl_check_cmd: { returns: true },
  }
}
