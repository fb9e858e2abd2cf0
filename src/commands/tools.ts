import type { Command as Program } from 'commander'
import type { Io } from './io.js'

/** Adds one command that is not a pattern. What it does is loaded when it runs. */
type Tool = (program: Program, io: Io, done: (code: number) => void) => void

const list: Tool = (program, io, done) => {
  program
    .command('list')
    .description('the quick reference: which pattern for what')
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
    .description('a genuine Redis for this machine')
    .command('install')
    .description('build a genuine Redis once, into your cache folder (needs make and a C compiler)')
    .option('--redis-version <version>', 'which Redis to build')
    .option('--mirror <url>', 'a server that has releases/redis-<version>.tar.gz')
    .option('--sha256 <hex>', 'the checksum of a version that this program does not know')
    .action(async (options) => done(await (await import('./engine-install.js')).installEngine(options, io)))
}

export const tools: readonly Tool[] = [list, doctor, engine]
