import { describe, expect, it } from 'vitest'
import { readLesson } from '../../src/lessons/load.js'

const FRONT = '---\nid: 01-mine\ntitle: Mine\nminutes: 5\n---\n'
const read = (body: string) => readLesson('01-mine.md', `${FRONT}\n${body}`)
const fence = (info: string, text: string) => `# One\n\n\`\`\`${info}\n${text}\n\`\`\`\n`

describe('a lesson', () => {
  it('is cut at its headings into screens of parts', () => {
    const { id, title, minutes, screens } = read(
      '# One\n\nText of\ntwo lines.\n\n```ts\nconst a = 1\n```\n\n## Two\n\nMore.\n',
    )
    expect([id, title, minutes]).toEqual(['01-mine', 'Mine', 5])
    expect(screens).toEqual([
      {
        title: 'One',
        parts: [
          { kind: 'prose', text: 'Text of\ntwo lines.' },
          { kind: 'code', language: 'ts', text: 'const a = 1' },
        ],
      },
      { title: 'Two', parts: [{ kind: 'prose', text: 'More.' }] },
    ])
  })

  it('runs live what the docs have recorded, and shows their snippets', () => {
    const { screens } = read(
      '# One\n\n<!-- docs: run lock crash --engine embedded -->\n\n```text\nlock\n```\n\n<!-- docs: end -->\n\n<!-- docs: snippet a.ts#b -->\n\n```ts\nlet b\n```\n\n<!-- docs: end -->\n',
    )
    expect(screens[0]?.parts).toEqual([
      { kind: 'run', command: 'lock crash --engine embedded', recorded: 'lock' },
      { kind: 'code', language: 'ts', text: 'let b' },
    ])
  })

  it('takes any other word behind a fence for a language', () => {
    const [part] = read(fence('constructor', 'a')).screens[0]?.parts ?? []
    expect(part).toEqual({ kind: 'code', language: 'constructor', text: 'a' })
  })

  it('takes setup, hints and solutions as lines or as lists', () => {
    const text =
      'id: a\ngoal: do it\nsetup: |\n  SET a 1\n  SET b 2\nchecks:\n  - run: GET a\n    expect: 2\n    else: no\nhints: [one, two]\nsolution: SET a 2'
    const [part] = read(fence('exercise', text)).screens[0]?.parts ?? []
    expect(part).toMatchObject({
      setup: ['SET a 1', 'SET b 2'],
      hints: ['one', 'two'],
      solution: ['SET a 2'],
      wrong: [],
    })
    expect(part).toMatchObject({ checks: [{ run: 'GET a', expect: '2', else: 'no' }], budget: undefined })
  })

  it.each([
    ['no front matter', '# One\n', '01-mine.md:1: there is no front matter'],
    ['a front matter without a title', '---\nid: a\nminutes: 1\n---\n', '01-mine.md:2: title is missing'],
    [
      'minutes that are no number',
      '---\nid: a\ntitle: b\nminutes: few\n---\n',
      '01-mine.md:2: minutes is not a number',
    ],
    ['a fence without an end', `${FRONT}# One\n\n\`\`\`ts\n`, '01-mine.md:8: the block "ts" has no end'],
    [
      'a docs block without an end',
      `${FRONT}# One\n<!-- docs: run lock -->\n`,
      '01-mine.md:7: the block "docs: run" has no end',
    ],
    ['text before a heading', `${FRONT}Text.\n\n# One\n`, 'there is no heading yet'],
    ['YAML that is none', `${FRONT}${fence('quiz', 'id: [')}`, '01-mine.md:'],
    [
      'a field that is misspelt',
      `${FRONT}${fence('race', 'race: lock\nrase: lock')}`,
      '"rase" is no field here',
    ],
    [
      'a quiz with two right options',
      `${FRONT}${fence('quiz', 'id: a\nquestion: b\noptions:\n  - {text: a, right: true, because: b}\n  - {text: c, right: true, because: d}')}`,
      'a quiz has one right option',
    ],
    ['a block without its id', `${FRONT}${fence('predict', 'question: a')}`, 'id is missing'],
  ])('refuses %s', (_what, text, said) => {
    expect(() => readLesson('01-mine.md', text)).toThrow(said)
  })
})
