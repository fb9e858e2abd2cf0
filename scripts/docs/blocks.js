import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { librarySections } from './library.js'
import { region } from './region.js'
import { screenOf } from './screen.js'

/**
 * @typedef {{ root: string, file: string }} Place
 * @typedef {(args: string[], place: Place) => Promise<string>} Block
 */

/** @type {Record<string, Block>} */
const BLOCKS = {
  run: async (args) => fenced('text', await screenOf(args)),
  help: async (args) => fenced('text', await screenOf([...args, '--help'])),
  // Four, for a lesson has blocks of its own.
  lesson: async ([path = ''], { root }) =>
    fenced('markdown', (await readFile(join(root, path), 'utf8')).trimEnd(), '````'),
  library: async (_, { root }) => librarySections(root),
  snippet: async ([source = ''], { root }) => {
    const [path = '', name = ''] = source.split('#')
    return fenced(path.endsWith('.lua') ? 'lua' : 'ts', await region(root, path, name))
  },
}

/**
 * @param {string} markdown
 * @param {Place} place
 */
export async function fill(markdown, place) {
  const block = /(<!-- docs: (?!end)(.+?) -->\n)([\s\S]*?)(<!-- docs: end -->)/g
  let filled = ''
  let rest = 0
  for (const match of markdown.matchAll(block)) {
    const [whole, open = '', asked = '', , close = ''] = match
    filled += markdown.slice(rest, match.index) + open + (await content(asked, place)) + close
    rest = match.index + whole.length
  }
  return filled + markdown.slice(rest)
}

/**
 * @param {string} asked
 * @param {Place} place
 */
async function content(asked, place) {
  const [kind = '', ...args] = asked.split(' ')
  const block = BLOCKS[kind]
  if (!block)
    throw new Error(
      `${place.file}: there is no docs block "${kind}"; choose from ${Object.keys(BLOCKS).join(', ')}`,
    )
  return `\n${await block(args, place)}\n\n`
}

/**
 * @param {string} language
 * @param {string} text
 */
function fenced(language, text, fence = '```') {
  return `${fence}${language}\n${text}\n${fence}`
}
