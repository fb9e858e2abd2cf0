import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readLesson } from '../../../src/lessons/load.js'
import { textWidth } from '../../../src/render/text/width.js'
import { parseProgress } from '../../../src/state/progress.js'
import { Pupil } from '../../support/pupil.js'
import { Terminal } from '../../support/terminal.js'

const ids = readdirSync('lessons')
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.replace('.md', ''))

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lesson-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function open(id: string): [Terminal, Pupil] {
  const files = join(folder, 'files')
  const args = ['learn', id, '--files', files, '--engine', 'embedded']
  const terminal = new Terminal(args, { env: { XDG_STATE_HOME: folder } })
  return [terminal, new Pupil(terminal, files)]
}

/** What a prompt repaints is one line here. */
function widest({ text }: Terminal): number {
  const lines = text.split('\n').filter((line) => !/\? |> /.test(line))
  return Math.max(...lines.map(textWidth))
}

it.each(ids)(
  'the whole of %s is done at 80 columns, each task wrong at first, killed in the middle and gone on with',
  async (id) => {
    const { screens } = readLesson(`${id}.md`, readFileSync(`lessons/${id}.md`, 'utf8'))
    const middle = Math.floor(screens.length / 2)
    const [first, begins] = open(id)
    for (const screen of screens.slice(0, middle)) {
      await begins.takeScreen(screen)
      begins.goOn()
    }
    await first.shows(`── ${screens[middle]?.title}`)
    first.end()
    await first.ended

    const [second, goesOn] = open(id)
    for (const screen of screens.slice(middle)) {
      await goesOn.takeScreen(screen)
      goesOn.goOn()
    }
    expect(await second.ended).toBe(0)
    expect(second.text).not.toContain(`── ${screens[0]?.title}`)
    expect(widest(first)).toBeLessThanOrEqual(80)
    expect(widest(second)).toBeLessThanOrEqual(80)
    const tasks = screens.flatMap(({ parts }) => parts).flatMap((part) => ('id' in part ? [part.id] : []))
    const progress = parseProgress(readFileSync(join(folder, 'redis-patterns/progress.json'), 'utf8'))
    expect(progress?.learned?.[id]?.solved.toSorted()).toEqual(tasks.toSorted())
  },
  120_000,
)
