import type { Command } from '../scenario/define.js'
import type { TableEvent } from '../scenario/event.js'
import { registry } from './index.js'
import type { Io } from './io.js'
import { DEFAULT_LOOK, openScreen } from './screen.js'

export interface ListOptions {
  json: boolean
  choose: boolean
  plain: boolean
  color: boolean
}

/** The quick reference of all patterns. */
export async function list(options: ListOptions, io: Io): Promise<number> {
  if (options.choose) return await (await import('./list-choose.js')).choosePattern(options, io)
  const commands = await Promise.all(registry.map((entry) => entry.load()))
  if (options.json) {
    for (const { name, reference } of commands)
      io.stdout.write(`${JSON.stringify({ pattern: name, ...reference })}\n`)
    return 0
  }
  const screen = await openScreen({ ...DEFAULT_LOOK, plain: options.plain, color: options.color }, io)
  await screen.event(quickReference(commands))
  await screen.end()
  return 0
}

function quickReference(commands: readonly Command[]): TableEvent {
  return {
    type: 'table',
    id: 'patterns',
    title: 'patterns',
    columns: ['pattern', 'data structure', 'use case', 'reach for it when', 'beware of'].map((label) => ({
      label,
    })),
    rows: commands.map(({ name, reference }) => [
      name,
      reference.structure,
      reference.useCase,
      reference.reachFor,
      reference.beware,
    ]),
  }
}
