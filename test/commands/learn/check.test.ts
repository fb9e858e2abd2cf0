import { describe, expect, it } from 'vitest'
import { School } from '../../support/school.js'

const school = new School()

describe('learn check', () => {
  it.each([
    ['minutes: 5', 'minutes: 5\nneeds: [07-gone]', 'it needs 07-gone, and there is no such lesson here'],
    ['command: lock basics', 'command: lock basic', 'run: lock has no scenario "basic"'],
    ['command: lock basics', 'command: look basics', 'run: there is no command look'],
    ['command: lock basics', 'command: lock basics --lager', "run: unknown option '--lager'"],
    ['command: lock basics', 'command: lock --help', "run: unknown option '--help'"],
    ['command: lock basics', 'command: race lock get-then', 'run: lock has no race "get-then"'],
    ['command: lock basics', 'command: list basics', 'run: too many arguments'],
    ['command: lock basics', 'command: engine instal', "run: unknown command 'instal'"],
    ['command: lock basics', 'command: lock basics --seed x', 'run: --seed'],
    ['race: lock get-then-set', 'race: lock get-then', 'race: lock has no race "get-then"'],
    ['race: lock get-then-set', 'race: look get-then-set', "race: unknown pattern 'look'"],
  ])('finds that instead of %s there is %s', async (from, to, said) => {
    school.edit((text) => text.replace(from, to))
    const { code, stdout } = await school.learn('check', '--from', school.folder)
    expect([code, stdout.replaceAll(/\s+/g, ' ').includes(said)]).toEqual([1, true])
  })

  it('finds our template right', async () => {
    expect((await school.learn('check', '--from', school.folder)).code).toBe(0)
  })

  it('finds a solution that does not solve', async () => {
    school.edit((text) => text.replace('INCRBY visits 3\nwrong', 'INCRBY visits 4\nwrong'))
    const { code, stdout } = await school.learn('check', '--from', school.folder)
    expect(code).toBe(1)
    expect(stdout).toContain('its solution fails: GET visits says 14')
  })
})
