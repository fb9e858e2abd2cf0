import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FixLoop } from '../../../src/commands/learn/fix/loop.js'
import { linesPrompt } from '../../../src/commands/learn/line-prompt.js'
import type { Page } from '../../../src/commands/learn/page.js'
import type { Bench } from '../../../src/lessons/bench.js'
import type { Fix } from '../../../src/lessons/lesson.js'
import { School } from '../../support/school.js'

const school = new School()

describe('learn with a file to mend', () => {
  const onlyMend = () => school.edit((text) => text.replace(/# My lesson[\s\S]*(?=## Mend a file)/, ''))
  const mend = (answers: string[], ...args: string[]) =>
    school.learn(
      '01',
      '--from',
      school.folder,
      '--answers',
      school.write('answers', answers.join('\n')),
      ...args,
    )

  it('writes it, races it and says which order breaks it', async () => {
    onlyMend()
    const files = join(school.folder, 'files')
    const { code, stdout } = await mend(['.next', '.hint', '.solution', '.solution'], '--files', files)
    expect(code).toBe(0)
    for (const said of [
      'race lock get-then-set: no order breaks it',
      'explored 46 of 46 orders: 24 break it. In 1212',
      `--impl ${files}/my-lock.ts --replay 1212`,
      'Hint 1 of 2',
      "+if ((await redis.set(key, token, 'PX', ttlMs, 'NX')) === null) return null",
    ]) {
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(said)
    }
    expect(readFileSync(join(files, 'my-lock.ts'), 'utf8')).toContain('export default makeLock')
  })

  it('goes on with the one that is there', async () => {
    onlyMend()
    const mine = `export default (redis, { prefix, ids, ttlMs }) => ({
      acquire: async () => (await redis.set(prefix + 'lock', ids(), 'PX', ttlMs, 'NX')) && {},
      release: () => redis.del(prefix + 'lock'),
    })`
    const there = school.write('my-lock.ts', mine)
    const { stdout } = await mend(['.next'], '--files', school.folder)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('is there already: go on with it.')
    expect(stdout).toContain('All is right.')
    expect(readFileSync(there, 'utf8')).toBe(mine)
  })

  it('writes nothing where nobody has said where to', async () => {
    onlyMend()
    const { code, stdout } = await mend([])
    expect(code).toBe(0)
    expect(stdout).toContain('--files names the folder')
  })

  it('says that it cannot be written', async () => {
    onlyMend()
    const { code, stderr } = await mend([], '--files', school.write('taken', ''))
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: the file cannot be written: .*\n.*--files\n$/)
  })
})

it.each([
  [true, 'All is right.'],
  [false, 'No order that was run breaks it, and there are too many for all.'],
])('a file that no order breaks is right only when all were run: %s', async (isWhole, words) => {
  const said: string[] = []
  const say = async (text: string) => void said.push(text)
  const page = { say, show: async () => {} } as unknown as Page
  const bench: Bench = {
    start: async () => 'the file',
    races: async () => ['one', 'two'],
    async *judge() {
      for (const whole of [true, isWhole])
        yield { race: '', claim: '', holds: true, isWhole: whole, says: '', shortest: undefined }
    },
    async *judgeText() {},
  }
  const fix = { goal: '', file: 'my-lock.ts', hints: [] } as unknown as Fix
  const loop = new FixLoop(fix, school.folder, bench, page)
  expect(
    await loop.run(
      linesPrompt(() => '.next'),
      false,
      undefined,
    ),
  ).toBe('solved')
  expect(said.at(-1)).toBe(`${words} .next goes on; until then you can experiment.`)
})
