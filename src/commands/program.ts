import { Command as Program } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { type Example, exampleLines } from './examples.js'
import { registry } from './index.js'
import { helpWidth, type Io } from './io.js'
import { addPattern } from './pattern.js'
import { tools } from './tools.js'

/**
 * The whole command line. Only the command that `argv` names is loaded, the others are listed by name and summary.
 *
 * @param done receives the exit code of the command that ran
 */
export async function buildProgram(
  argv: readonly string[],
  io: Io,
  done: (code: number) => void,
): Promise<Program> {
  const program = new Program('redis-patterns')
    .description('Redis patterns, running: see them break, see them fixed, take them with you.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError(true)
  configure(program, io)
  program.addHelpText('before', () => exampleLines(EXAMPLES, helpWidth(io)))
  program.commandsGroup('Patterns:')
  const named = argv[0] === 'help' ? argv[1] : argv.find((word) => !word.startsWith('-'))
  for (const entry of registry) {
    const command = program.command(entry.name).summary(entry.summary).description(entry.summary)
    if (entry.name === named) addPattern(command, await entry.load(), io, done)
  }
  program.commandsGroup('Commands:')
  for (const tool of Object.values(tools)) tool(program, io, done)
  return program
}

const EXAMPLES: readonly Example[] = [
  { command: 'leaderboard', why: 'run a pattern: nothing to install' },
  { command: 'leaderboard lost', why: 'one scenario of it' },
  { command: 'leaderboard --help', why: 'what can be changed' },
  { command: 'race lock', why: 'every order of two clients' },
  { command: 'play', why: 'a Redis prompt, to try things in' },
  { command: 'list', why: 'which pattern for what' },
  { command: 'demo', why: 'the highlights, for an audience' },
]

/** Output goes where the caller says, and errors are raised instead of ending the process. */
function configure(program: Program, io: Io): void {
  program.exitOverride()
  // The description says defaults and choices already, in the form in which they are typed.
  program.configureHelp({
    optionDescription: ({ description }) => description,
    argumentDescription: ({ description }) => description,
    minWidthToWrap: 20,
  })
  program.configureOutput({
    writeOut: (text) => void io.stdout.write(text),
    writeErr: () => {},
    getOutHelpWidth: () => helpWidth(io),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  })
}
