import { expect, it } from 'vitest'
import type { Event } from '../../src/scenario/event.js'
import { rendered } from './rendered.js'

const rows = (done: number, total?: number): Event => ({
  type: 'progress',
  label: 'reading',
  done,
  unit: 'rows',
  ...(total === undefined ? {} : { total }),
})

it('repaints one line on standard error and leaves nothing of it behind', async () => {
  const events: Event[] = [rows(25_000, 100_000), rows(50_000, 100_000), { type: 'note', text: 'done' }]
  const { out, err } = await rendered(events, { animate: true, width: 60 })
  const lines = err.split('\r\u001b[K').slice(1)
  expect(lines).toEqual([
    '█████───────────────  25%  reading: 25,000 of 100,000 rows',
    '██████████──────────  50%  reading: 50,000 of 100,000 rows',
    '',
  ])
  expect(out).toBe('  done\n')
})

it('is gone before a step is written', async () => {
  const order: string[] = []
  const { createRenderer } = await import('../../src/render/index.js')
  const renderer = await createRenderer({
    format: 'terminal',
    width: 80,
    color: 0,
    unicode: true,
    trace: 8,
    animate: true,
    out: (text) => void order.push(text),
    err: (text) => void order.push(text),
  })
  await renderer.event({ type: 'note', text: 'lesson' })
  await renderer.event(rows(1))
  await renderer.end()
  expect(order).toEqual(['\r\u001b[Kreading: 1 rows', '\r\u001b[K', '  lesson\n'])
})

it('never wraps its line, which could not be erased then', async () => {
  const { err } = await rendered([rows(25_000, 100_000)], { animate: true, width: 40 })
  expect(err.split('\r\u001b[K')[1]).toBe('█████───────────────  25%  reading: 25…')
})

it('paints nothing twice', async () => {
  const { err } = await rendered([rows(1, 1000), rows(1, 1000)], { animate: true })
  expect(err.match(/reading/g)).toHaveLength(1)
})

it.each(['terminal', 'plain'] as const)(
  'appends a line at each quarter when %s may not repaint',
  async (format) => {
    const events = Array.from({ length: 101 }, (_, done) => rows(done * 10, 1000))
    const { err, out } = await rendered(events, { format })
    expect(err).toBe(
      ['250', '500', '750', '1,000'].map((done) => `reading: ${done} of 1,000 rows\n`).join(''),
    )
    expect(out).toBe('')
  },
)

it('appends a line at each power of ten when nobody knows how many there are', async () => {
  const events = Array.from({ length: 200 }, (_, batch) => rows(batch * 100))
  const { err } = await rendered(events, { format: 'plain' })
  expect(err).toBe('reading: 100 rows\nreading: 1,000 rows\nreading: 10,000 rows\n')
})
