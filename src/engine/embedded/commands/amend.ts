import type { CommandDefinition, CommandRegistry } from 'js-redis-server/core'

type Amendment = (definition: CommandDefinition) => Partial<CommandDefinition>

/** Changes commands of js-redis-server, and fails at start when one of them is no longer there. */
export function amend(registry: CommandRegistry, names: readonly string[], amendment: Amendment): void {
  for (const name of names) {
    const definition = registry.get(name)
    if (!definition) throw new Error(`js-redis-server has no command '${name}' to correct`)
    registry.override({ ...definition, ...amendment(definition) })
  }
}
