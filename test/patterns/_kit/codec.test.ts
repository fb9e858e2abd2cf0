import { describe, expect, it } from 'vitest'
import { bytes, json, text, type ValueCodec } from '../../../src/patterns/_kit/codec.js'

const back = <Value>(codec: ValueCodec<Value>, value: Value) => codec.decode(Buffer.from(codec.encode(value)))

describe('a codec', () => {
  it('gives back what JSON can hold', () => {
    for (const value of [null, 0, '', 'é', [1, 'a'], { a: { b: true } }]) {
      expect(back(json<unknown>(), value)).toEqual(value)
    }
  })

  it('gives back text and any bytes', () => {
    expect(back(text, 'naïve \0')).toBe('naïve \0')
    expect(back(bytes, Buffer.from([0, 255, 128]))).toEqual(Buffer.from([0, 255, 128]))
  })

  it('refuses what it cannot hold', () => {
    expect(() => json<unknown>().encode(undefined)).toThrow(TypeError)
    expect(() => text.encode(5 as never)).toThrow('the value must be a string; got number')
    expect(() => bytes.encode('a' as never)).toThrow('the value must be a Buffer; got string')
  })
})
