import { Argument, type Command as Program, Option } from 'commander'
import { UsageError } from '../scenario/errors.js'
import { demoParams } from './demo/params.js'
import { type Example, exampleLines } from './examples.js'
import { registry } from './index.js'
import { helpWidth, type Io } from './io.js'
import { learnParams } from './learn/params.js'
import { nearest } from './nearest.js'
import { addParams, addSwitches } from './options.js'
import { playParams } from './play-prompt/params.js'
import { raceParams, sharedRaceParams } from './race/params.js'

const SHELLS = ['bash', 'zsh', 'fish', 'powershell']

/** Where each shell looks. */
const COMPLETION_HELP = `Put one of these where your shell starts:
  bash        source <(redis-patterns completion bash)   # needs bash-completion
  zsh         source <(redis-patterns completion zsh)    # after compinit
  fish        redis-patterns completion fish | source
  powershell  redis-patterns completion powershell | Out-String | Invoke-Expression`

/** Adds one command that is not a pattern. What it does is loaded when it runs. */
type Tool = (program: Program, io: Io, done: (code: number) => void) => void

const list: Tool = (program, io, done) => {
  program
    .command('list')
    .description('the quick reference: which pattern for what')
    .option('--choose', 'three or four questions, then a recommendation', false)
    .option('--json', 'one pattern a line, as JSON', false)
    .option('--plain', 'no boxes and no colour', false)
    .option('--no-color', 'no colour')
    .action(async (options) => done(await (await import('./list.js')).list(options, io)))
}

const doctor: Tool = (program, io, done) => {
  program
    .command('doctor')
    .description('which Redis would be used and why, and what to do about anything missing')
    .option('-u, --url <redis url>', 'look at this Redis (or REDIS_URL)')
    .option('--engine <auto|server|embedded>', 'look at this kind of engine', 'auto')
    .option('--json', 'as JSON', false)
    .option('--plain', 'no boxes and no colour', false)
    .option('--no-color', 'no colour')
    .action(async (options) => done(await (await import('./doctor.js')).doctor(options, io)))
}

const engine: Tool = (program, io, done) => {
  program
    .command('engine')
    .helpCommand(false)
    .description('a genuine Redis for this machine')
    .command('install')
    .description('build a genuine Redis once, into your cache folder (needs make and a C compiler)')
    .option('--redis-version <version>', 'which Redis to build')
    .option('--mirror <url>', 'a server that has releases/redis-<version>.tar.gz')
    .option('--sha256 <hex>', 'the checksum of a version that this program does not know')
    .action(async (options) => done(await (await import('./engine-install.js')).installEngine(options, io)))
}

const demo: Tool = (program, io, done) => {
  const patterns = new Argument(
    '[patterns...]',
    'such as lock, or lock/crash; the highlights of all without one',
  )
  patterns.argChoices = registry.map(({ name }) => name)
  const command = program
    .command('demo')
    .addArgument(patterns)
    .description('play scenarios for an audience, slide by slide')
  addParams(command, demoParams, 'Options:')
  addSwitches(command, 'Options:')
  command.action(async (names, options) =>
    done(await (await import('./demo/index.js')).demo(names, options, io)),
  )
}

const race: Tool = (program, io, done) => {
  const pattern = new Argument('[pattern]', 'whose races; a list of all without one')
  pattern.argChoices = registry.map(({ name }) => name)
  const command = program
    .command('race')
    .addArgument(pattern)
    .argument('[races...]', 'such as get-then-set; all of the pattern without one')
    .description('run clients in every order of their steps, and see which ones break')
  addParams(command, raceParams, 'Options:')
  addParams(command, sharedRaceParams, 'Options:')
  command.addOption(new Option('--no-color', 'no colour').helpGroup('Options:'))
  command.addHelpText('before', () => exampleLines(RACE_EXAMPLES, helpWidth(io)))
  command.action(async (name, races, options) =>
    done(await (await import('./race/index.js')).race(name, races, options, io)),
  )
}

const play: Tool = (program, io, done) => {
  const command = program
    .command('play')
    .description('a Redis prompt to try things in; standard input is a script')
  addParams(command, playParams, 'Options:')
  command.addOption(new Option('--no-color', 'no colour').helpGroup('Options:'))
  command.addHelpText('before', () => exampleLines(PLAY_EXAMPLES, helpWidth(io)))
  command.action(async (options) => done(await (await import('./play-prompt/index.js')).play(options, io)))
}

const PLAY_EXAMPLES: readonly Example[] = [
  { command: 'play', why: 'commands to type, or .help' },
  { command: 'play --url redis://localhost', why: 'on a Redis of yours, where danger is asked for' },
  { command: 'play < commands.txt', why: 'a script; 1 when a command fails' },
  { command: 'play --json < commands.txt', why: 'one line of JSON for each reply' },
]

const RACE_EXAMPLES: readonly Example[] = [
  { command: 'race lock', why: 'every order of two clients, naive and safe' },
  { command: 'race lock get-then-set --clients 3', why: 'one race, with more of them' },
  { command: 'race lock get-then-set --replay 1212', why: 'one order, step by step' },
  { command: 'race lock get-then-set --play', why: 'be the scheduler' },
  { command: 'race lock --template > my-lock.ts', why: 'a lock to mend' },
  { command: 'race lock --impl ./my-lock.ts', why: 'run it through the same' },
]

const learn: Tool = (program, io, done) => {
  const lesson = new Argument('[lesson]', 'such as 04 or lock; or list, export, import, reset, check, new')
  lesson.argChoices = [
    'list',
    'export',
    'import',
    'reset',
    'check',
    'new',
    ...registry.map(({ name }) => name),
  ]
  const command = program
    .command('learn')
    .addArgument(lesson)
    .addArgument(
      new Argument('[argument]', 'a file for export and import, a lesson for reset, a name for new'),
    )
    .description('lessons that check what you do: read, watch, predict, type, be told')
  addParams(command, learnParams, 'Options:')
  command.addOption(new Option('--no-color', 'no colour').helpGroup('Options:'))
  command.addHelpText('before', () => exampleLines(LEARN_EXAMPLES, helpWidth(io)))
  command.action(async (name, argument = '', options) =>
    done(await (await import('./learn/index.js')).learn(name, argument, options, io)),
  )
}

const LEARN_EXAMPLES: readonly Example[] = [
  { command: 'learn', why: 'choose a lesson' },
  { command: 'learn 00', why: 'Redis in ten minutes' },
  { command: 'learn lock --files ./playground', why: 'and where to write the file that you mend' },
  { command: 'learn list', why: 'all lessons, and how far you are' },
  { command: 'learn new 01-mine', why: 'write a lesson of your own' },
  { command: 'learn 01 --from .', why: 'take it' },
  { command: 'learn check --from .', why: 'test what it asks and says' },
]

const completion: Tool = (program, io, done) => {
  program
    .command('completion')
    .description('what your shell needs to complete commands, scenarios and flags')
    .addArgument(new Argument('<shell>', SHELLS.join(', ')).choices(SHELLS))
    .addHelpText('after', () => `\n${COMPLETION_HELP}`)
    .action(async (shell: string) => {
      ;(await import('./completion.js')).printScript(shell)
      done(0)
    })
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action(async (words: string[]) => done(await (await import('./completion.js')).complete(words, io)))
}

/** The manual page of a command, or of a command of a command; of none, the help of the program. */
const help: Tool = (program, io) => {
  const names = new Argument('[command...]')
  names.argChoices = [...registry, ...Object.keys(tools).map((name) => ({ name }))].map(({ name }) => name)
  program
    .command('help')
    .addArgument(names)
    .description('the manual of a command')
    .action(async (path: string[]) => {
      if (path.length === 0) return program.outputHelp()
      const { manualPage } = await import('./manual.js')
      const pattern = await registry.find((entry) => entry.name === path[0])?.load()
      io.stdout.write(manualPage(path.reduce(commandOf, program), pattern, helpWidth(io)))
    })
}

function commandOf(parent: Program, name: string): Program {
  const found = parent.commands.find((command) => command.name() === name)
  if (found) return found
  const names = parent.commands.map((command) => command.name())
  const guess = nearest(name, names)
  throw new UsageError(
    `unknown command '${name}'`,
    guess ? `did you mean ${guess}?` : `choose from ${names.join(', ')}`,
  )
}

/** By name, in the order of the help. */
export const tools: Readonly<Record<string, Tool>> = {
  learn,
  play,
  list,
  race,
  demo,
  doctor,
  engine,
  completion,
  help,
}
