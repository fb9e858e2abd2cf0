import { rolldown } from 'rolldown'

/**
 * What the two bundles, program and library, have in common. Not minified: that made a run 1% faster
 * and the stack traces of `--verbose` useless.
 *
 * @param {import('rolldown').InputOptions} input
 * @param {import('rolldown').OutputOptions} output
 */
export async function bundle(input, output) {
  const build = await rolldown({
    platform: 'node',
    transform: { target: 'node20' },
    moduleTypes: { '.lua': 'text', '.txt': 'text' },
    onLog: refuseUnresolved,
    ...input,
  })
  const { output: files } = await build.write(output)
  await build.close()
  return files
}

/**
 * An import that is not found now would fail on the user's machine.
 *
 * @type {NonNullable<import('rolldown').InputOptions['onLog']>}
 */
function refuseUnresolved(level, log, print) {
  print(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log)
}
