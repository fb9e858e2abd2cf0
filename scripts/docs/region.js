import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A named region of a source file: the lines between `#region name` and `#endregion`. A region that is not there is
 * an error, so that a lesson cannot show the wrong code.
 *
 * @param {string} root
 * @param {string} path
 * @param {string} name
 */
export async function region(root, path, name) {
  const lines = (await readFile(join(root, path), 'utf8')).split('\n')
  const start = lines.findIndex((line) => new RegExp(`#region ${name}$`).test(line.trim()))
  if (start < 0) throw new Error(`${path} has no region "${name}"`)
  const length = lines.slice(start).findIndex((line) => line.includes('#endregion'))
  if (length < 0) throw new Error(`the region "${name}" of ${path} has no end`)
  return outdented(lines.slice(start + 1, start + length)).join('\n')
}

/** @param {string[]} lines */
function outdented(lines) {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length)
  const least = Math.min(...indents)
  return lines.map((line) => line.slice(least))
}
