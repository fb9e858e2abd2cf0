// Everything that is checked without running the program, side by side.
import { exec } from 'node:child_process'
import { promisify } from 'node:util'

const CHECKS = {
  types: 'tsc -p .',
  lint: 'oxlint',
  format: 'oxfmt --check',
  'dead code': 'knip',
}

const results = await Promise.all(Object.entries(CHECKS).map(([name, command]) => check(name, command)))
if (results.includes(false)) process.exitCode = 1

/** @param {string} name @param {string} command */
async function check(name, command) {
  const start = performance.now()
  const { failed, output } = await outcome(command)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${failed ? 'FAILED' : 'ok    '} ${name} (${command}, ${seconds} s)`)
  if (failed) console.log(output)
  return !failed
}

/** npm puts node_modules/.bin on the PATH of its scripts. @param {string} command */
async function outcome(command) {
  try {
    const { stdout } = await promisify(exec)(command)
    return { failed: false, output: stdout }
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error)
    return { failed: true, output: stdout + stderr }
  }
}
