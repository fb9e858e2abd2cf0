import { beforeEach, expect, it, vi } from 'vitest'
import type { RenderOptions } from '../../src/render/index.js'
import type { Event } from '../../src/scenario/event.js'
import { createRenderer } from '../../src/render/index.js'
import { rendered } from './rendered.js'
import { sample } from './sample.js'

const loaded = vi.hoisted(() => new Set<string>())
vi.mock('chalk', async (original) => {
  loaded.add('chalk')
  return original()
})
vi.mock('cli-table3', async (original) => {
  loaded.add('cli-table3')
  return original()
})
beforeEach(() => {
  loaded.clear()
  vi.resetModules()
})

it.each(['json', 'plain', 'markdown'] as const)('does not load colours and frames for %s', async (format) => {
  await rendered(sample, { format })
  expect([...loaded]).toEqual([])
})

it('loads colours and frames for a terminal', async () => {
  await rendered(sample, { format: 'terminal' })
  expect([...loaded].sort()).toEqual(['chalk', 'cli-table3'])
})

it.each(['terminal', 'plain', 'markdown', 'json'] as const)(
  'lets a slow reader of %s slow the run down',
  async (format) => {
    let release: (() => void) | undefined
    const options = { ...BASE, format, out: () => new Promise<void>((resolve) => void (release = resolve)) }
    const renderer = await createRenderer(options)
    const written = Promise.resolve(renderer.event(sample[0] as Event)).then(() => 'written')
    expect(await Promise.race([written, Promise.resolve('waiting')])).toBe('waiting')
    while (release !== undefined) {
      const next = release
      release = undefined
      next()
      await Promise.resolve()
      await Promise.resolve()
    }
    expect(await written).toBe('written')
  },
)

it.each(['terminal', 'plain'] as const)('writes a whole step of %s at once', async (format) => {
  const step: Event[] = [{ type: 'note', text: 'a lesson' }, ...sample.filter(({ type }) => type === 'table')]
  expect((await rendered(step, { format })).writes).toBe(1)
})

it.each(['terminal', 'plain', 'markdown'] as const)(
  'shows a step of %s before a pause when asked for what is held back',
  async (format) => {
    let out = ''
    const renderer = await createRenderer({ ...BASE, format, out: (text) => void (out += text) })
    await renderer.event({ type: 'note', text: 'first' })
    expect(out).toBe('')
    await renderer.end()
    expect(out).toContain('first')
    await renderer.event({ type: 'note', text: 'second' })
    await renderer.end()
    expect(out.match(/first|second/g)).toEqual(['first', 'second'])
  },
)

it.each(['terminal', 'plain', 'markdown'] as const)(
  'shows a table in %s that no run comes before, as `list` and `doctor` need it',
  async (format) => {
    const { out } = await rendered(sample.filter((event) => event.type === 'table').slice(0, 1), { format })
    expect(out).toMatch(/grace +\|? *│? *2300/)
  },
)

const BASE: RenderOptions = {
  format: 'terminal',
  width: 80,
  color: 0,
  unicode: true,
  trace: 8,
  animate: false,
  out: () => undefined,
  err: () => undefined,
}
