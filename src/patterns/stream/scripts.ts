import now from '../_kit/now.lua'
import { defineScript } from '../_kit/script.js'
import append from './append.lua'
import bury from './bury.lua'
import claim from './claim.lua'
import deadLetter from './dead-letter.lua'
import type { EntryId } from './entry-id.js'
import nextId from './next-id.lua'
import redrive from './redrive.lua'
import removeConsumers from './remove-consumers.lua'
import { idOf, type RawClaim, toClaim } from './replies.js'
import setIdle from './set-idle.lua'
import trim from './trim.lua'

export const appendScript = defineScript({
  name: 'append.lua',
  source: nextId + append,
  keys: ['stream'],
  args: ['now', 'words', '...parts'],
  reply: ids,
})

export const trimScript = defineScript({
  name: 'trim.lua',
  source: now + trim,
  keys: ['stream'],
  args: ['now', 'minAgeMs', 'exact'],
  reply: Number,
})

export const claimScript = defineScript({
  name: 'claim.lua',
  source: nextId + bury + claim,
  keys: ['stream', 'dead'],
  args: ['group', 'consumer', 'minIdleMs', 'start', 'count', 'maxDeliveries', 'most', 'now', '...held'],
  reply: (raw) => toClaim(raw as RawClaim),
})

export const setIdleScript = defineScript({
  name: 'set-idle.lua',
  source: setIdle,
  keys: ['stream'],
  args: ['group', 'consumer', 'idleMs', 'undo', '...ids'],
  reply: ids,
})

export const deadLetterScript = defineScript({
  name: 'dead-letter.lua',
  source: nextId + bury + deadLetter,
  keys: ['stream', 'dead'],
  args: ['group', 'consumer', 'id', 'reason', 'most', 'now'],
  reply: (raw) => (raw === null ? null : Number(raw)),
})

export const removeConsumersScript = defineScript({
  name: 'remove-consumers.lua',
  source: removeConsumers,
  keys: ['stream'],
  args: ['group', 'consumer', 'minIdleMs'],
  reply: (raw) => (raw as Buffer[]).map(String),
})

export const redriveScript = defineScript({
  name: 'redrive.lua',
  source: nextId + redrive,
  keys: ['stream', 'dead'],
  args: ['letter', 'now'],
  reply: (raw) => (raw === null ? null : idOf(raw as Buffer)),
})

function ids(raw: unknown): EntryId[] {
  return (raw as Buffer[]).map(idOf)
}
