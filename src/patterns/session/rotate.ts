import type { Context } from './context.js'
import { dataFields, type Fields } from './fields.js'
import { checkUserId } from './options.js'
import type { Place } from './places.js'
import { createScript, rotateScript, takeScript } from './scripts.js'
import { SessionLostError } from './session-lost-error.js'
import { newId, tagIn, tagOf } from './tokens.js'
import type { Session } from './types.js'

export async function rotate<Data>(
  context: Context,
  old: string | undefined,
  userId: string | undefined,
): Promise<Session<Data> | null> {
  if (userId !== undefined) checkUserId(userId)
  const from = context.find(old, 'rotate')
  if (from === null) return null
  const id = newId(context.ids, userId === undefined ? tagIn(from.handle) : tagOf(userId))
  const to = context.places.ofId(id)
  const otherSlot = 'nodes' in context.redis && from.index !== to.index
  const fields = await (otherSlot ? moveAcrossSlots : moveAtOnce)(context, from, to, userId ?? '')
  const content = fields && context.liveContent<Data>(fields)
  if (content === null) {
    context.tell({ type: 'missed', operation: 'rotate', handle: from.handle })
    return null
  }
  const { userId: user } = content
  context.tell({ type: 'rotated', from: from.handle, handle: to.handle, ...(user && { userId: user }) })
  return { id, handle: to.handle, ...content }
}

function moveAtOnce(context: Context, from: Place, to: Place, userId: string): Promise<Fields | null> {
  const keys = { old: from.session, oldIndex: from.index, new: to.session, newIndex: to.index }
  return rotateScript.run(context.redis, keys, { ...context.life, userId })
}

/**
 * No step of Redis reaches two slots of a cluster. The old session goes first: a crash in between loses it, which costs
 * one sign-in. The other way round it would leave an id that an attacker may know.
 */
async function moveAcrossSlots(
  context: Context,
  from: Place,
  to: Place,
  userId: string,
): Promise<Fields | null> {
  const taken = await takeScript.run(context.redis, from, { now: context.now })
  if (taken === null) return null
  const fields = dataFields(taken).flat()
  try {
    const times = await createScript.run(context.redis, to, { ...context.life, userId, fields })
    const { createdAtMs, expiresAtMs } = times
    return { ...taken, '@created': `${createdAtMs}`, '@expires': `${expiresAtMs}`, '@user': userId }
  } catch (error) {
    throw new SessionLostError(error)
  }
}
