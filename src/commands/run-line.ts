import type { Io } from './io.js'
import { buildProgram } from './program.js'

/** Runs one command line of this program. @returns its exit code */
export async function runLine(argv: readonly string[], io: Io): Promise<number> {
  let code = 0
  const program = await buildProgram(argv, io, (given) => (code = given))
  await program.parseAsync([...argv], { from: 'user' })
  return code
}
