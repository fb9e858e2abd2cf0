import type { Io } from './io.js'
import { buildProgram } from './program.js'

/** Runs a command line of this program inside of it. @returns its exit code */
export async function runHere(words: readonly string[], io: Io): Promise<number> {
  let code = 0
  const program = await buildProgram(words, io, (given) => (code = given))
  await program.parseAsync(words, { from: 'user' })
  return code
}
