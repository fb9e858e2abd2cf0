import now from '../_kit/now.lua'
import { defineScript } from '../_kit/script.js'
import create from './create-session.lua'
import destroy from './destroy-session.lua'
import destroyAll from './destroy-sessions.lua'
import { type Fields, fromReply } from './fields.js'
import list from './list-sessions.lua'
import live from './live-session.lua'
import read from './read-session.lua'
import rotate from './rotate-session.lua'
import take from './take-session.lua'
import update from './update-session.lua'

const SESSION = ['session', 'index'] as const
const LIFE = ['now', 'idleMs', 'absoluteMs'] as const

export const createScript = defineScript({
  name: 'create-session.lua',
  source: now + live + create,
  keys: SESSION,
  args: [...LIFE, 'userId', '...fields'],
  reply(raw) {
    const [createdAtMs, expiresAtMs] = raw as [number, number]
    return { createdAtMs: Number(createdAtMs), expiresAtMs: Number(expiresAtMs) }
  },
})

export const readScript = defineScript({
  name: 'read-session.lua',
  source: now + live + read,
  keys: SESSION,
  args: LIFE,
  reply: fieldsOrNull,
})

export const updateScript = defineScript({
  name: 'update-session.lua',
  source: now + live + update,
  keys: SESSION,
  args: [...LIFE, 'removed', '...changes'],
  reply: numberOrNull,
})

export const rotateScript = defineScript({
  name: 'rotate-session.lua',
  source: now + live + rotate,
  keys: ['old', 'oldIndex', 'new', 'newIndex'],
  args: [...LIFE, 'userId'],
  reply: fieldsOrNull,
})

export const takeScript = defineScript({
  name: 'take-session.lua',
  source: now + live + take,
  keys: SESSION,
  args: ['now'],
  reply: fieldsOrNull,
})

export const destroyScript = defineScript({
  name: 'destroy-session.lua',
  source: now + live + destroy,
  keys: SESSION,
  args: ['now', 'userId'],
  reply: (raw) => Number(raw) === 1,
})

export const listScript = defineScript({
  name: 'list-sessions.lua',
  source: now + live + list,
  keys: ['index'],
  args: ['now'],
  reply: (raw) => (raw as Buffer[]).map(String),
})

export const destroyAllScript = defineScript({
  name: 'destroy-sessions.lua',
  source: now + live + destroyAll,
  keys: ['index', '...sessions'],
  args: ['now', 'userId', 'except'],
  reply: numberOrNull,
})

function fieldsOrNull(raw: unknown): Fields | null {
  return raw === null ? null : fromReply(raw)
}

function numberOrNull(raw: unknown): number | null {
  return raw === null ? null : Number(raw)
}
