import type { CommandRegistry } from 'js-redis-server/core'
import { amend } from './amend.js'

/** Redis allows these in scripts since it replicates effects; js-redis-server refuses them. */
export function allowRandomInScripts(registry: CommandRegistry): void {
  amend(registry, ['spop', 'srandmember', 'hrandfield'], ({ flags }) => ({
    flags: flags.filter((flag) => flag !== 'noscript'),
  }))
}
