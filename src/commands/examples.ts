export interface Example {
  command: string
  why: string
}

/** Examples for a help text: the reason beside the command where it fits, above it where it does not. */
export function exampleLines(examples: readonly Example[], width: number): string {
  const commands = examples.map(({ command }) => `  redis-patterns ${command}`)
  const widest = Math.max(...commands.map((command) => command.length))
  const beside = examples.map(({ why }, index) => `${commands[index]?.padEnd(widest)}  # ${why}`)
  const above = examples.map(({ why }, index) => `  # ${why}\n${commands[index]}`)
  const lines = beside.every((line) => line.length <= width) ? beside : above
  return ['Examples:', ...lines, ''].join('\n')
}
