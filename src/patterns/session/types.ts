declare const kind: unique symbol

/**
 * What a session's cookie holds: a tag, a dot, and 256 random bits. Whoever has it, is signed in: never log it.
 * The tag, 36 bits of a hash of the user's id, decides the cluster slot.
 */
export type SessionId = string & { readonly [kind]: 'id' }

/** Names a session and opens nothing: for pages, logs and {@link SessionStore.revoke}. It cannot be turned into the id. */
export type SessionHandle = string & { readonly [kind]: 'handle' }

/** A session as a list shows it: without its id, which only the browser knows. */
export interface ListedSession<Data> {
  handle: SessionHandle
  /** As they were read. Another request may have changed them since. */
  data: Data
  /** When its life began: when it was created, or when its user signed in. Milliseconds since 1970. */
  createdAtMs: number
  /** When it ends unless it is touched. Milliseconds since 1970. */
  expiresAtMs: number
  /** Missing as long as nobody is signed in. */
  userId?: string
}

/** A session, with the id that opens it. */
export interface Session<Data> extends ListedSession<Data> {
  id: SessionId
}

/** Fields to set. Those that `Data` says may be missing are removed by `undefined`. */
export type Changes<Data> = {
  [Field in keyof Data]?: Data[Field] | (object extends Pick<Data, Field> ? undefined : never)
}
