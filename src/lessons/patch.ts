/** Lines that go, and lines that come in their place. */
interface Change {
  readonly goes: string[]
  readonly comes: string[]
}

/** A patch that does not fit its file; the message says where. */
export class PatchProblem extends Error {
  override readonly name = 'PatchProblem'
}

/**
 * Changes a text: each run of lines marked `-` must stand in it once, and the lines marked `+` below them come in their
 * place. How deep the lines are indented in the text does not matter.
 *
 * @throws {PatchProblem}
 */
export function patched(text: string, patch: string): string {
  return readPatch(patch).reduce(changed, text.split('\n')).join('\n')
}

function readPatch(patch: string): Change[] {
  const changes: Change[] = []
  for (const line of patch.trimEnd().split('\n')) {
    const [, mark, text] = /^([-+])(.*)$/.exec(line) ?? []
    if (text === undefined) throw new PatchProblem(`"${line}" begins neither with - nor with +`)
    const last = changes.at(-1)
    if (mark === '+') (last ?? begin(changes)).comes.push(text)
    else (last?.comes.length === 0 ? last : begin(changes)).goes.push(text)
  }
  return changes
}

function begin(changes: Change[]): Change {
  const change = { goes: [], comes: [] }
  changes.push(change)
  return change
}

function changed(lines: readonly string[], { goes, comes }: Change): string[] {
  const [first] = goes
  if (first === undefined) throw new PatchProblem('a patch begins with a line that goes, marked -')
  const places = lines.flatMap((_line, at) => {
    const indent = indentOf(lines, at, goes)
    return indent === undefined ? [] : [{ at, indent }]
  })
  const [place, second] = places
  if (place === undefined) throw new PatchProblem(`there is no "${first.trim()}" to be changed`)
  if (second !== undefined) throw new PatchProblem(`"${first.trim()}" is there more than once`)
  const { at, indent } = place
  return lines.toSpliced(at, goes.length, ...comes.map((line) => (line === '' ? '' : indent + line)))
}

/** What stands before all of these lines in the text; undefined when they are not there. */
function indentOf(lines: readonly string[], at: number, wanted: readonly string[]): string | undefined {
  const [head = ''] = wanted
  const first = lines[at] ?? ''
  const indent = first.slice(0, first.length - head.length)
  const fits = wanted.every((line, index) => lines[at + index] === (line === '' ? '' : indent + line))
  return fits && indent.trim() === '' ? indent : undefined
}
