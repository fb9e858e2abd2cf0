import now from '../_kit/now.lua'
import { defineScript } from '../_kit/script.js'
import allTime from './all-time.lua'
import entry from './entry.lua'
import increment from './increment.lua'
import merge from './merge.lua'
import page from './page.lua'
import storedScore from './stored-score.lua'
import submit from './submit.lua'
import union from './union.lua'

const WRITE = [
  'order',
  'unit',
  'epochMs',
  'resolutionMs',
  'lastTick',
  'now',
  'expireAtMs',
  'dayStartMs',
] as const

/** The scripts answer with the server's time when it is not the day that they were told. */
export interface OtherDay {
  serverMs: number
}

/** Days since 1970. */
interface LostDays {
  firstLostDay: number
  lastLostDay: number
}

export const submitScript = defineScript({
  name: 'submit.lua',
  source: now + storedScore + submit,
  keys: ['board'],
  args: [...WRITE, 'keep', '...pairs'],
  reply: (raw): number | OtherDay => (Buffer.isBuffer(raw) ? otherDay(raw) : Number(raw)),
})

export const incrementScript = defineScript({
  name: 'increment.lua',
  source: now + storedScore + increment,
  keys: ['board'],
  args: [...WRITE, '...pairs'],
  reply(raw): number[] | OtherDay | { refused: number } {
    if (Array.isArray(raw)) return raw.map(Number)
    return Buffer.isBuffer(raw) ? otherDay(raw) : { refused: Number(raw) - 1 }
  },
})

export const entryScript = defineScript({
  name: 'entry.lua',
  source: entry,
  keys: ['board'],
  args: ['order', 'member', 'radius'],
  reply(raw) {
    if (raw === null) return null
    const [rank, total, rows] = raw as [number, number, Buffer[]]
    return { rank: Number(rank), total: Number(total), rows }
  },
})

export const pageScript = defineScript({
  name: 'page.lua',
  source: page,
  keys: ['board'],
  args: ['order', 'first', 'last'],
  reply(raw) {
    const [total, rows] = raw as [number, Buffer[]]
    return { total: Number(total), rows }
  },
})

export const mergeScript = defineScript({
  name: 'merge.lua',
  source: now + union + merge,
  keys: ['merged', '...days'],
  args: ['aggregate', 'largest', 'now', 'keptUntilMs', 'expireAtMs'],
  reply: (raw): number | 'EXPIRED' | 'BEYOND' =>
    Buffer.isBuffer(raw) ? (raw.toString() as 'EXPIRED' | 'BEYOND') : Number(raw),
})

export const allTimeScript = defineScript({
  name: 'all-time.lua',
  source: now + union + allTime,
  keys: ['view', 'archive', 'folded', '...days'],
  args: ['aggregate', 'largest', 'now', 'dayStartMs', 'today', 'mostBoards', 'viewMs', 'acceptLoss'],
  reply(raw): number | OtherDay | 'BEYOND' | LostDays {
    if (Array.isArray(raw)) return { firstLostDay: Number(raw[0]), lastLostDay: Number(raw[1]) }
    if (!Buffer.isBuffer(raw)) return Number(raw)
    return raw.equals(BEYOND) ? 'BEYOND' : otherDay(raw)
  },
})

const BEYOND = Buffer.from('BEYOND')

function otherDay(raw: Buffer): OtherDay {
  return { serverMs: Number(raw) }
}
