import type { MemberKind, MemberOf } from './types.js'

/** Between members as the caller has them and as the server does. */
export interface MemberCodec<Member> {
  /** @throws {TypeError} when it is not a member of this kind. */
  encode(member: Member): string | Buffer
  decode(bytes: Buffer): Member
}

const text: MemberCodec<string> = {
  encode(member) {
    if (typeof member === 'string') return member
    throw new TypeError(`a member must be a string; got ${typeof member}. For Buffers pass members: 'bytes'`)
  },
  decode: (bytes) => bytes.toString('utf8'),
}

const bytes: MemberCodec<Buffer> = {
  encode(member) {
    if (Buffer.isBuffer(member)) return member
    throw new TypeError(`with members: 'bytes' a member must be a Buffer; got ${typeof member}`)
  },
  decode: (member) => member,
}

export function memberCodec<Kind extends MemberKind>(kind: Kind): MemberCodec<MemberOf<Kind>> {
  return (kind === 'bytes' ? bytes : text) as MemberCodec<MemberOf<Kind>>
}
