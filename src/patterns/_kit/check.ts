/** @throws {TypeError} unless `value` is a whole number from `min` to `max`. */
export function wholeNumber(value: number, what: string, min = 0, max = Number.MAX_SAFE_INTEGER): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value
  const range = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `from ${min} to ${max}`
  throw new TypeError(`${what} must be a whole number, ${range}; got ${value}`)
}

/** @throws {TypeError} unless `value` is one of `choices`. */
export function oneOf<const T extends string>(value: T, what: string, choices: readonly T[]): T {
  if (choices.includes(value)) return value
  throw new TypeError(`${what} must be ${choices.map((choice) => `'${choice}'`).join(' or ')}; got ${value}`)
}
