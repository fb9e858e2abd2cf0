export type Undo = () => void

/** Puts another value in the place of a member. @returns what puts the first one back. */
export function replace<T extends object, Name extends keyof T>(
  owner: T,
  name: Name,
  make: (real: T[Name]) => T[Name],
): Undo {
  const own = Object.getOwnPropertyDescriptor(owner, name)
  Object.defineProperty(owner, name, {
    value: make(owner[name]),
    configurable: true,
    writable: true,
    enumerable: own?.enumerable ?? true,
  })
  return () => {
    if (own === undefined) delete owner[name]
    else Object.defineProperty(owner, name, own)
  }
}
