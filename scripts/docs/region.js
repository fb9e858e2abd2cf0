import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A named region of a source file: the lines between `#region name` and `#endregion`, or several of that name, one after
 * the other. A region that is not there is an error, so that a lesson cannot show the wrong code.
 *
 * @param {string} root
 * @param {string} path
 * @param {string} name
 */
export async function region(root, path, name) {
  const lines = (await readFile(join(root, path), 'utf8')).split('\n')
  const starts = lines.flatMap((line, at) => (line.trim().endsWith(`#region ${name}`) ? [at + 1] : []))
  if (starts.length === 0) throw new Error(`${path} has no region "${name}"`)
  return starts.map((start) => asPublished(body(lines, start, path))).join('\n\n')
}

/** @param {string[]} lines @param {number} start @param {string} path */
function body(lines, start, path) {
  const length = lines.slice(start).findIndex((line) => line.includes('#endregion'))
  if (length < 0) throw new Error(`a region of ${path} has no end`)
  return outdented(lines.slice(start, start + length)).join('\n')
}

/** A reader imports the package, not our sources. @param {string} code */
function asPublished(code) {
  return code.replaceAll(/'[./]+\/src\/patterns\/(\w+)\/index\.js'/g, `'redis-patterns/$1'`)
}

/** @param {string[]} lines */
function outdented(lines) {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length)
  const least = Math.min(...indents)
  return lines.map((line) => line.slice(least))
}
