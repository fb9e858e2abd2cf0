import type { Context } from './context.js'
import { encodeChanges } from './fields.js'
import { checkUserId } from './options.js'
import { createScript, destroyScript, readScript, updateScript } from './scripts.js'
import { newId, tagOf } from './tokens.js'
import type { Session, SessionId } from './types.js'

export async function create<Data extends object>(
  context: Context,
  data: Data,
  userId: string | undefined,
): Promise<Session<Data>> {
  if (userId !== undefined) checkUserId(userId)
  const { set: fields } = encodeChanges(data)
  const id = newId(context.ids, userId === undefined ? undefined : tagOf(userId))
  const place = context.places.ofId(id)
  const args = { ...context.life, userId: userId ?? '', fields }
  const times = await createScript.run(context.redis, place, args)
  const whose = userId === undefined ? {} : { userId }
  context.tell({ type: 'created', handle: place.handle, ...whose })
  return { id, handle: place.handle, data, ...times, ...whose }
}

export async function get<Data>(
  context: Context,
  id: string | undefined,
  touch: boolean,
): Promise<Session<Data> | null> {
  const place = context.find(id, 'get')
  if (place === null) return null
  const { session, handle } = place
  const fields = touch
    ? await readScript.run(context.redis, place, context.life)
    : await context.redis.hgetall(session)
  const content = fields && context.liveContent<Data>(fields)
  context.tell(content ? { type: 'read', handle } : { type: 'missed', operation: 'get', handle })
  return content && { id: id as SessionId, handle, ...content }
}

export async function touch(context: Context, id: string | undefined): Promise<number | null> {
  const place = context.find(id, 'touch')
  if (place === null) return null
  const { redis, life, tell } = context
  const expiresAtMs = await updateScript.run(redis, place, { ...life, removed: 0, changes: [] })
  const { handle } = place
  tell(expiresAtMs === null ? { type: 'missed', operation: 'touch', handle } : { type: 'touched', handle })
  return expiresAtMs
}

export async function update(context: Context, id: string | undefined, changes: object): Promise<boolean> {
  const { set, removed } = encodeChanges(changes)
  const place = context.find(id, 'update')
  if (place === null) return false
  const args = { ...context.life, idleMs: '', removed: removed.length, changes: [...removed, ...set] }
  const updated = await updateScript.run(context.redis, place, args)
  const { handle } = place
  context.tell(
    updated === null ? { type: 'missed', operation: 'update', handle } : { type: 'updated', handle },
  )
  return updated !== null
}

export async function destroy(context: Context, id: string | undefined): Promise<boolean> {
  const place = context.find(id, 'destroy')
  if (place === null) return false
  const destroyed = await destroyScript.run(context.redis, place, { now: context.now, userId: '' })
  const { handle } = place
  context.tell(destroyed ? { type: 'destroyed', handle } : { type: 'missed', operation: 'destroy', handle })
  return destroyed
}
