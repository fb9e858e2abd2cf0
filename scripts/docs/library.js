import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const PAGES = 'docs/library'

/**
 * A section for each page of the library: its title, what it is, when to use it and when not.
 *
 * @param {string} root
 */
export async function librarySections(root) {
  const files = (await readdir(join(root, PAGES))).sort()
  const sections = await Promise.all(files.map((file) => section(root, `${PAGES}/${file}`)))
  return sections.join('\n\n')
}

/** @param {string} root @param {string} file */
async function section(root, file) {
  const page = await readFile(join(root, file), 'utf8')
  const name = /^# (.+)$/m.exec(page)?.[1]
  const parts = [/^`redis-patterns\/.+?$(?=\n\n)/ms, paragraph('Use it'), paragraph('Do not use it')]
  const [what, use, avoid] = parts.map((part) => part.exec(page)?.[0])
  if (!name || !what || !use || !avoid) {
    throw new Error(
      `${file} needs a title, a paragraph that begins with \`redis-patterns/…\`, "**Use it**" and "**Do not use it**"`,
    )
  }
  return `### ${name}\n\n${what}\n\n${use}\n\n${avoid}\n\n[What it promises, what it does not, and what it costs](${file})`
}

/** @param {string} start */
function paragraph(start) {
  return new RegExp(`^\\*\\*${start}\\*\\*.+?$(?=\\n\\n)`, 'ms')
}
