/** How a value becomes bytes in Redis, and a value again. */
export interface ValueCodec<Value> {
  /** @throws {TypeError} when the value is not of that kind. */
  encode(value: Value): string | Buffer
  decode(bytes: Buffer): Value
}

/** Values as JSON: what `JSON.parse` gives back. So a Date comes back as text. */
export function json<Value>(): ValueCodec<Value> {
  return { encode: toJson, decode: (bytes) => JSON.parse(bytes.toString()) as Value }
}

/** Values are strings, sent as UTF-8. */
export const text: ValueCodec<string> = {
  encode(value) {
    if (typeof value === 'string') return value
    throw new TypeError(`the value must be a string; got ${typeof value}`)
  },
  decode: (bytes) => bytes.toString(),
}

/** Values are Buffers of any bytes. */
export const bytes: ValueCodec<Buffer> = {
  encode(value) {
    if (Buffer.isBuffer(value)) return value
    throw new TypeError(`the value must be a Buffer; got ${typeof value}`)
  },
  decode: (raw) => raw,
}

function toJson(value: unknown): string {
  const encoded = JSON.stringify(value) as string | undefined
  if (encoded !== undefined) return encoded
  throw new TypeError(`the value must be one that JSON can hold; got ${typeof value}`)
}
