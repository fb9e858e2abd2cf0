import { EngineError } from './engine.js'
import type { Target } from './target.js'

/** Why no connection could be had, in words for a person, with what to do about it. */
export function connectionFailure(error: Error, target: Target): EngineError {
  const { address } = target
  const known = REASONS.find(({ pattern }) => pattern.test(textOf(error)))
  const [what, hint] = known?.words(target) ?? [
    `${address} refused the connection: ${error.message}`,
    CHECK_URL,
  ]
  return new EngineError(what, hint, { cause: withoutSecrets(error) })
}

export function noAnswer({ address, tls }: Target, ms: number): EngineError {
  // A plain Redis waits for the end of what it takes for a command.
  const hint = tls ? `if it does not speak TLS, use redis://; else ${CHECK_URL}` : CHECK_URL
  return new EngineError(`no answer from ${address} within ${ms / 1000} s`, hint)
}

const CHECK_URL = 'check the URL, or leave it out to run without a Redis of your own'
const SIGN_IN =
  'check user and password in the URL: rediss://user:password@host:port; write special characters as %xx'

type Words = [what: string, hint: string]
interface Reason {
  pattern: RegExp
  words: (target: Target) => Words
}

const REASONS: Reason[] = [
  reason(/ENOTFOUND|EAI_AGAIN/, ({ host }) => [`the host "${host}" cannot be found`, CHECK_URL]),
  reason(/ECONNREFUSED|ENOENT/, ({ address }) => [
    `nothing listens at ${address}`,
    'start that server or correct the URL; without a URL a Redis is started for you',
  ]),
  reason(/EACCES|EPERM/, ({ address }) => [`${address} may not be opened`, 'check your permissions']),
  reason(/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, ({ address }) => [`${address} cannot be reached`, CHECK_URL]),
  reason(/WRONGPASS|invalid password/, ({ address }) => [`${address} refused the user or password`, SIGN_IN]),
  reason(/NOAUTH/, ({ address }) => [`${address} asks for a password`, SIGN_IN]),
  reason(/protected mode/, ({ address }) => [
    `${address} runs in protected mode and takes no connections from here`,
    'give that server a password, or connect from the machine that it runs on',
  ]),
  reason(/max number of clients/, ({ address }) => [
    `${address} has as many connections as it allows`,
    'close others or raise its maxclients',
  ]),
  reason(/DB index is out of range|database.*out of range/i, ({ address, db }) => [
    `${address} has no database ${db}`,
    'give a smaller number after the last / of the URL',
  ]),
  reason(/ERR_SSL|EPROTO|wrong version number/, ({ address }) => [
    `${address} does not speak TLS`,
    'use redis:// instead of rediss:// if you trust the network',
  ]),
  reason(/CERT|certificate|ERR_TLS/i, ({ address }) => [
    `the certificate of ${address} is not trusted`,
    'set NODE_EXTRA_CA_CERTS to the file of the authority that signed it',
  ]),
  reason(/Protocol error|Unknown RESP type|Command queue state error/, ({ address }) => [
    `what listens at ${address} is not a Redis`,
    CHECK_URL,
  ]),
  reason(/ECONNRESET|EPIPE|Connection is closed|max retries/, ({ address, tls }) => [
    `${address} closed the connection without an answer`,
    tls ? CHECK_URL : 'if it wants TLS, use rediss://; else check the URL',
  ]),
]

function reason(pattern: RegExp, words: (target: Target) => Words): Reason {
  return { pattern, words }
}

function textOf(error: Error): string {
  return `${error.message}\n${(error as NodeJS.ErrnoException).code ?? ''}`
}

/** Its words alone: ioredis hangs the command on its errors, and that of AUTH holds the password. */
function withoutSecrets({ name, message }: Error): Error {
  return Object.assign(new Error(message), { name })
}
