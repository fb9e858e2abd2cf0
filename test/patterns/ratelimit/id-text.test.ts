import clusterKeySlot from 'cluster-key-slot'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idText } from '../../../src/patterns/ratelimit/id-text.js'

/** Few different units, so that equal ids and near misses are common; halves of surrogate pairs among them. */
const text = fc
  .array(fc.constantFrom(...'a%{}7BDu0:é', '\ud83c', '\udfc6', '\u0080'), { minLength: 1, maxLength: 6 })
  .map((units) => units.join(''))
const bytes = fc
  .array(fc.constantFrom(0x61, 0x25, 0x7b, 0x7d, 0x37, 0xc3, 0xa9, 0xff, 0x80), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list) => Buffer.from(list))
const id = fc.oneof(text, bytes)

describe('the text of an id', () => {
  it('is the same for two ids only when they are the same bytes', () => {
    fc.assert(
      fc.property(id, id, (a, b) => {
        expect(idText(a) === idText(b)).toBe(identity(a) === identity(b))
      }),
      { numRuns: 5_000 },
    )
  })

  it('has no brace, and nothing that UTF-8 would lose', () => {
    fc.assert(
      fc.property(id, (id) => {
        const found = idText(id)
        expect(found).not.toMatch(/[{}]/)
        expect(Buffer.from(found).toString()).toBe(found)
      }),
      { numRuns: 5_000 },
    )
  })

  it('is the id itself where it can be', () => {
    for (const plain of ['ada', '2001:db8::1', 'ada@example.org', 'é 🏆']) {
      expect(idText(plain)).toBe(plain)
      expect(idText(Buffer.from(plain))).toBe(plain)
    }
    expect(idText('50% {a}')).toBe('50%25 %7Ba%7D')
  })

  it('spreads ids over the slots of a cluster', () => {
    const slots = Array.from({ length: 100 }, (_, index) =>
      clusterKeySlot(`app:{${idText(`user:${index}`)}}:api`),
    )
    expect(new Set(slots).size).toBeGreaterThan(90)
  })
})

/** The bytes, or the code units of a text that has none. */
function identity(id: string | Buffer): string {
  if (typeof id !== 'string') return id.toString('hex')
  const utf8 = Buffer.from(id)
  return utf8.toString() === id ? utf8.toString('hex') : `units ${Buffer.from(id, 'utf16le').toString('hex')}`
}
