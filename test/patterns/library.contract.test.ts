import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { patternNames } from '../../scripts/build/patterns.js'

describe.each(patternNames())('the pattern %s', (name) => {
  it('has its naive twin, which the door does not let out', () => {
    expect(existsSync(`src/patterns/${name}/naive.ts`)).toBe(true)
    expect(readFileSync(`src/patterns/${name}/index.ts`, 'utf8')).not.toMatch(/naive/i)
  })

  it('names the faults of the naive twin', () => {
    expect(readFileSync(`src/patterns/${name}/naive.ts`, 'utf8')).toMatch(/\bFault: /)
  })

  it('has figures that prove it, and a bench', () => {
    const proofs = readdirSync(`test/patterns/${name}`).filter((file) => file.endsWith('.proof.test.ts'))
    expect(proofs).not.toEqual([])
    expect(existsSync(`bench/patterns/${name}.js`)).toBe(true)
  })

  it('has a page with an example that is run, its promises, and their limits', () => {
    const page = readFileSync(`docs/library/${name}.md`, 'utf8')
    expect(page).toContain(`<!-- docs: snippet test/lessons/${name}.test.ts#example -->`)
    for (const part of ['**Use it**', '**Do not use it**']) expect(page).toContain(part)
    for (const part of ['What it promises', 'What it does not promise', 'Cost']) {
      expect(page).toContain(`\n## ${part}\n`)
    }
  })
})
