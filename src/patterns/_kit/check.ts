/** @throws {TypeError} unless `value` is a whole number of at least `min`. */
export function wholeNumber(value: number, what: string, min = 0): number {
  if (Number.isSafeInteger(value) && value >= min) return value
  throw new TypeError(`${what} must be a whole number, ${min} or more; got ${value}`)
}

/** @throws {TypeError} unless `value` is one of `choices`. */
export function oneOf<const T extends string>(value: T, what: string, choices: readonly T[]): T {
  if (choices.includes(value)) return value
  throw new TypeError(`${what} must be ${choices.map((choice) => `'${choice}'`).join(' or ')}; got ${value}`)
}
