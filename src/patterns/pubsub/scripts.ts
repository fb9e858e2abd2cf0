import now from '../_kit/now.lua'
import { defineScript } from '../_kit/script.js'
import catchUp from './catch-up.lua'
import { type Envelope, readEnvelope } from './envelope.js'
import publish from './publish.lua'
import type { Position } from './types.js'

/** What a topic is at one moment: its last message, and some that it keeps. */
export interface Snapshot {
  head: Position
  messages: Envelope[]
}

export const publishScript = defineScript({
  name: 'publish.lua',
  source: now + publish,
  keys: ['head', 'outbox'],
  args: ['command', 'channel', 'id', 'now', 'payload', 'maxLen', 'idleMs'],
  reply(raw) {
    const [seq, receivers, history] = raw as [number, number, Buffer]
    return { seq: Number(seq), receivers: Number(receivers), history: history.toString() }
  },
})

export const catchUpScript = defineScript({
  name: 'catch-up.lua',
  source: catchUp,
  keys: ['head', 'outbox'],
  args: ['from', 'count'],
  reply(raw): Snapshot {
    const [head, messages] = raw as [Buffer, Buffer[]]
    const [history = '', seq = 0, id = ''] = head.toString().split(' ')
    return { head: { history, seq: Number(seq), id }, messages: messages.map(readEnvelope) }
  },
})
