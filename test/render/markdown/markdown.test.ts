import { expect, it } from 'vitest'
import type { Event } from '../../../src/scenario/event.js'
import { rendered } from '../rendered.js'
import { sample } from '../sample.js'

const markdown = async (events: readonly Event[]) => (await rendered(events, { format: 'markdown' })).out

it('looks as it was last reviewed', async () => {
  await expect(await markdown(sample)).toMatchFileSnapshot('../__screens__/markdown.txt')
})

it('shows text as it is, not as Markdown', async () => {
  const text = '# not a heading\n- not a list\n1. nor this\n*not* _emphasis_ <b> `code` [link](x) a|b'
  expect(await markdown([{ type: 'note', text }])).toBe(
    '\\# not a heading\n\\- not a list\n1\\. nor this\n\\*not\\* \\_emphasis\\_ \\<b\\> \\`code\\` \\[link\\](x) a\\|b\n',
  )
})

it('leaves numbers as they are', async () => {
  expect(await markdown([{ type: 'note', text: '0.50 of 1.' }])).toBe('0.50 of 1.\n')
})

it('keeps a row on its line, whatever its cells hold', async () => {
  const rows = [['a|b\nc', 1]]
  const table: Event = {
    type: 'table',
    id: 't',
    title: '',
    columns: [{ label: 'name' }, { label: 'n' }],
    rows,
  }
  expect(await markdown([table])).toContain('| a\\|b\\\\nc | 1 |\n')
})

it('puts each key into a code span, even one with backticks', async () => {
  const key = { key: 'a`b', type: 'list', ttlSeconds: null, length: 1, preview: ['x|y'] }
  expect(await markdown([{ type: 'state', title: 'keys', keys: [key] }])).toContain(
    '| ``a`b`` | list, 1 item, no expiry | `x\\|y` |',
  )
})
