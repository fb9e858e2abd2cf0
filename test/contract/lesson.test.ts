import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { registry } from '../../src/commands/index.js'

const LESSONS = new URL('../../lessons/', import.meta.url)

describe.each(registry.map((entry) => entry.name))('the lesson of %s', (name) => {
  const files = readdirSync(LESSONS).filter((file) => new RegExp(String.raw`^\d\d-${name}\.md$`).test(file))

  test('exists once, numbered', () => {
    expect(files).toHaveLength(1)
  })

  test('says in its front matter what it is', () => {
    const text = readFileSync(new URL(files[0] ?? '', LESSONS), 'utf8')
    const front = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? ''
    const fields = Object.fromEntries(front.split('\n').map((line) => line.split(': ')))
    expect(fields).toMatchObject({ id: files[0]?.replace('.md', ''), pattern: name })
    expect(Number(fields.minutes)).toBeGreaterThan(0)
    expect(fields.title).not.toBe('')
  })

  test('shows a real run', () => {
    const text = readFileSync(new URL(files[0] ?? '', LESSONS), 'utf8')
    expect(text).toContain(`<!-- docs: run ${name}`)
  })
})
