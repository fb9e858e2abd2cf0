import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { replace, type Undo } from './replace.js'
import type { Surroundings } from './surroundings.js'

type Around = () => Surroundings | undefined

/** Chance as code inside sees it: Math.random, and what node:crypto and the global crypto make of random bytes. */
export function replaceChance(around: Around): Undo {
  const undo = [
    replace(Math, 'random', (real) => () => around()?.random() ?? real()),
    replace(crypto, 'randomUUID', (real) => (options) => uuidFrom(around(), () => real(options))),
    replace(
      crypto,
      'randomBytes',
      (real) =>
        ((size: number, done?: never) => {
          const here = around()
          if (here === undefined || done !== undefined)
            return (real as (...args: unknown[]) => unknown)(size, done)
          return filled(here, Buffer.alloc(size))
        }) as typeof real,
    ),
    replace(
      crypto,
      'randomInt',
      (real) =>
        ((...args: number[]) => {
          const here = around()
          const [low, high] = args.length > 1 ? args : [0, ...args]
          if (here === undefined || typeof high !== 'number')
            return (real as (...args: unknown[]) => unknown)(...args)
          return Math.floor((low ?? 0) + here.random() * (high - (low ?? 0)))
        }) as typeof real,
    ),
    replace(
      globalThis.crypto,
      'randomUUID',
      (real) => () => uuidFrom(around(), () => real.call(crypto.webcrypto)),
    ),
    replace(globalThis.crypto, 'getRandomValues', (real) => (into) => {
      const here = around()
      if (here === undefined || !ArrayBuffer.isView(into))
        return real.call(crypto.webcrypto, into) as typeof into
      filled(here, Buffer.from(into.buffer, into.byteOffset, into.byteLength))
      return into
    }),
  ]
  syncBuiltinESMExports()
  return () => {
    for (const each of undo) each()
    syncBuiltinESMExports()
  }
}

function filled(here: Surroundings, bytes: Buffer): Buffer {
  here.bytes(bytes)
  return bytes
}

type Uuid = `${string}-${string}-${string}-${string}-${string}`

function uuidFrom(here: Surroundings | undefined, real: () => Uuid): Uuid {
  if (here === undefined) return real()
  const hex = filled(here, Buffer.alloc(16)).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
