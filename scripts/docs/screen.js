import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'

// Named in a variable, so that the type check reads the source instead of the bundle.
const PROGRAM = new URL('../../dist/cli.cjs', import.meta.url).href
const { run } = /** @type {typeof import('../../src/cli.js')} */ (await import(PROGRAM))

const WIDTH = 80

/**
 * What a command prints on a terminal without colour: a real run of the built program. The seed is the default one,
 * so the text is the same every time.
 *
 * @param {string[]} args
 */
export async function screenOf(args) {
  const width = Number(args[args.indexOf('--width') + 1]) || WIDTH
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: width })
  const stderr = Object.assign(new PassThrough(), { isTTY: false, columns: width })
  const shown = text(stdout)
  const said = text(stderr)
  const code = await run(args, {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: { NO_COLOR: '1', LANG: 'en_US.UTF-8', TERM: 'xterm' },
    platform: 'linux',
    nodeVersion: process.version,
    signal: new AbortController().signal,
  })
  stdout.end()
  stderr.end()
  if (code !== 0) throw new Error(`redis-patterns ${args.join(' ')} exited with ${code}: ${await said}`)
  return (await shown).trimEnd()
}
