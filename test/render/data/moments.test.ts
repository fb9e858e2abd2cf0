import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../src/render/data/moments.js'
import type { KeyView, SequenceRow } from '../../../src/scenario/event.js'

describe('the moments of a sequence', () => {
  it('tell which keys are not as they were one row earlier', () => {
    const rows = [
      { keys: [gone('a'), text('b', '1')] },
      { keys: [text('a', '1'), text('b', '1')] },
      { keys: [text('a', '1'), { ...text('b', '1'), ttlSeconds: 9 }] },
      { keys: [text('a', '2'), gone('b')] },
      { keys: [text('a', '2'), gone('b')] },
    ]
    expect(
      momentsFor(rows, [gone('a'), text('b', '1')]).map(({ changes }) => changes.map(({ key }) => key)),
    ).toEqual([['b'], [], ['a'], ['b'], ['a', 'b'], []])
  })

  it('begin with the keys before the first step, unless no keys are looked at', () => {
    expect(momentsFor([{}], [gone('a')]).map(({ isStart }) => isStart)).toEqual([true, false])
    expect(momentsFor([{}], []).map(({ isStart }) => isStart)).toEqual([false])
  })

  it('end a client where it dies, but not one that comes back', () => {
    const rows = [
      { step: '1x', client: 0 },
      { step: '2x', client: 1 },
      { step: '2', client: 1 },
      { step: 'x' },
    ]
    const moments = momentsFor(rows, [])
    expect(moments.map(({ isEnd }) => isEnd)).toEqual([true, false, false, false])
    expect(moments.map(({ dead }) => dead)).toEqual([[], [0], [0], [0]])
  })

  it('say once what is broken, and again when it is something else', () => {
    const broken = ['one', 'one', 'two'].map((broken) => ({ broken }))
    expect(momentsFor([{}, ...broken], []).map(({ broken }) => broken)).toEqual([
      undefined,
      'one',
      undefined,
      'two',
    ])
  })
})

function momentsFor(rows: Partial<SequenceRow>[], before: KeyView[]) {
  return momentsOf({
    type: 'chart',
    kind: 'sequence',
    id: 's',
    title: '',
    words: '',
    clients: ['a', 'b'],
    before,
    rows: rows.map((row) => ({ step: '1', commands: [], keys: [], ...row })),
  })
}

function text(key: string, value: string): KeyView {
  return { key, type: 'string', ttlSeconds: null, length: value.length, preview: [value] }
}

function gone(key: string): KeyView {
  return { key, type: 'none', ttlSeconds: null, length: 0, preview: [] }
}
