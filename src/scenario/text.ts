/** Bytes that are not UTF-8 are written as `\xff`, so that any name can be shown and put into JSON. */
export function asText(value: string | Buffer | number): string {
  if (!Buffer.isBuffer(value)) return String(value)
  const text = value.toString('utf8')
  return Buffer.from(text, 'utf8').equals(value) ? text : escapedBytes(value)
}

export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** A count as people read it: 1,234,567. The language's own formatter takes 10 ms to load. */
export function grouped(count: number): string {
  return Number.isSafeInteger(count) ? String(count).replace(/\B(?=(\d{3})+$)/g, ',') : String(count)
}

/** `1 name`, `2,000 names`. */
export function counted(count: number, unit: string): string {
  return `${grouped(count)} ${unit}${count === 1 ? '' : 's'}`
}

function escapedBytes(bytes: Buffer): string {
  return [...bytes]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
    )
    .join('')
}
