import { describe, expect, it } from 'vitest'
import { textWidth } from '../../src/render/text/width.js'
import { chartRun, charts } from './charts.js'
import { rendered } from './rendered.js'
import { sample } from './sample.js'

const WIDTHS = [60, 80, 120]

const RUNS = { terminal: sample, charts: chartRun }
const SCREENS = WIDTHS.flatMap((width) => Object.entries(RUNS).map(([name, run]) => ({ width, name, run })))

describe.each(SCREENS)('the run "$name" at $width columns', ({ width, name, run }) => {
  it.each([
    ['unicode', true],
    ['ascii', false],
  ] as const)('looks in %s as it was last reviewed', async (characters, unicode) => {
    const { out } = await rendered(run, { width, unicode })
    await expect(out).toMatchFileSnapshot(`__screens__/${name}-${width}-${characters}.txt`)
    expect(tooWide(out, width)).toEqual([])
  })
})

describe.each(WIDTHS)('a whole run at %i columns', (width) => {
  it('looks in plain text as it was last reviewed', async () => {
    const { out } = await rendered(sample, { width, format: 'plain' })
    await expect(out).toMatchFileSnapshot(`__screens__/plain-${width}.txt`)
    expect(tooWide(out, width)).toEqual([])
  })
})

describe.each(['plain', 'markdown'] as const)('charts as %s', (format) => {
  it('look as they were last reviewed', async () => {
    await expect((await rendered(charts, { format })).out).toMatchFileSnapshot(
      `__screens__/charts-${format}.txt`,
    )
  })
})

describe('a whole run', () => {
  it('uses nothing but ASCII for its own decoration when Unicode is not wanted', async () => {
    const own = [...sample, ...charts].filter((event) => !/[^ -~]/.test(JSON.stringify(event)))
    for (const format of ['terminal', 'plain'] as const) {
      expect((await rendered(own, { format, unicode: false })).out).toMatch(/^[ -~\n]*$/)
    }
  })

  it('says the same words in plain text as on a terminal, in the same order', async () => {
    const terminal = await rendered(sample, { width: 80, unicode: false })
    const plain = await rendered(sample, { width: 80, format: 'plain' })
    // Bars, frames and the rule behind a title are the only things that differ.
    const words = (text: string) => text.match(/[A-Za-z]{3,}/g)?.filter((word) => !NAMES.has(word))
    expect(words(plain.out)).toEqual(words(terminal.out))
  })

  it('ends no line with spaces', async () => {
    for (const format of ['terminal', 'plain'] as const) {
      expect((await rendered([...sample, ...charts], { format, width: 120 })).out).not.toMatch(/ \n/)
    }
  })

  it('lets no escape code of the data reach the screen', async () => {
    for (const format of ['terminal', 'plain', 'markdown'] as const) {
      expect((await rendered(sample, { format })).out).not.toContain('\u001b')
    }
  })
})

/** What stands only in one of the two: a chart's unit is its table's head, and a chapter's name ends its rule. */
const NAMES = new Set(['points', 'basics', 'lost', 'periods'])

function tooWide(text: string, width: number): string[] {
  return text.split('\n').filter((line) => textWidth(line) > width)
}
