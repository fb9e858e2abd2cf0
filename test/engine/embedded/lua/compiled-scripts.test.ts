import { beforeEach, describe, expect, it } from 'vitest'
import { CompiledScripts } from '../../../../src/engine/embedded/lua/compiled-scripts.js'

describe('The scripts that Lua keeps', () => {
  let scripts: CompiledScripts
  let ids: number[]
  beforeEach(() => {
    scripts = new CompiledScripts()
    ids = []
  })
  const callOf = (hash: string, size: number, problem?: string) => {
    const call = scripts.callOf(hash, Buffer.alloc(size), (id) => {
      ids.push(id)
      return problem
    })
    return call.toString()
  }

  it('are compiled once, each under its own number', () => {
    expect(['a', 'b', 'a', 'b'].map((hash) => callOf(hash, 10))).toEqual([
      'return redis.scripts.run(1)',
      'return redis.scripts.run(2)',
      'return redis.scripts.run(1)',
      'return redis.scripts.run(2)',
    ])
    expect(ids).toEqual([1, 2])
  })

  it('are not those that do not compile', () => {
    expect(callOf('a', 10, 'no')).toBe('no')
    expect(callOf('b', 10)).toBe('return redis.scripts.run(1)')
    expect(callOf('a', 10, 'no')).toBe('no')
    expect(ids).toEqual([1, 1, 2])
  })

  it.each([
    ['large', 1_000_000, 2],
    ['small', 0, 4096],
  ])('begin anew when they take too much room: %s ones', (_, size, fit) => {
    for (let n = 0; n <= fit; n += 1) callOf(`script ${n}`, size)
    expect(ids).toEqual([...Array.from({ length: fit }, (_, n) => n + 1), 1])
    expect(callOf('script 1', size)).toBe('return redis.scripts.run(2)')
  })

  it('may be larger than the room, one at a time', () => {
    expect(callOf('a', 3_000_000)).toBe('return redis.scripts.run(1)')
    expect(callOf('a', 3_000_000)).toBe('return redis.scripts.run(1)')
    expect(callOf('b', 10)).toBe('return redis.scripts.run(1)')
    expect(ids).toEqual([1, 1])
  })
})
