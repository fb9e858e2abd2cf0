import type { CombinedDecision, Decision, Policy } from './types.js'

/** Header fields for a response, by their names. */
export interface RateLimitHeaders {
  'RateLimit-Policy': string
  RateLimit?: string
  'Retry-After'?: string
}

/**
 * The header fields that tell a client how it stands: `RateLimit-Policy`, `RateLimit`, and on a denial `Retry-After`.
 * For several limits pass `limiter.policies` and the decision on all of them.
 *
 * Times are in whole seconds, rounded up. On a denial only the limits that deny are listed in `RateLimit`, so that
 * `Retry-After` is never before the end of a window that it names, as the draft asks. Without `Retry-After`, the
 * cost can never fit.
 *
 * Source: draft-ietf-httpapi-ratelimit-headers-11, "RateLimit header fields for HTTP", and RFC 9110, 10.2.3.
 *
 * @throws {TypeError} when a policy's name is not printable ASCII, or there is not one policy for each decision.
 * @example
 * ```ts
 * const api = new FixedWindow(redis, { name: 'api', limit: 100, windowMs: 60_000, now: () => 30_000 })
 * const decision = await api.take('ada', { cost: 50 })
 * rateLimitHeaders(decision, api.policy) // -> { 'RateLimit-Policy': '"api";q=100;w=60', RateLimit: '"api";r=50;t=30' }
 * const denied = await api.take('ada', { cost: 51 })
 * rateLimitHeaders(denied, api.policy)['Retry-After'] // -> '30'
 * ```
 */
export function rateLimitHeaders(
  decision: Decision | CombinedDecision,
  policy: Policy | readonly Policy[],
): RateLimitHeaders {
  const policies: readonly Policy[] = Array.isArray(policy) ? policy : [policy]
  const decisions = 'decisions' in decision ? decision.decisions : [decision]
  if (policies.length !== decisions.length) {
    throw new TypeError(`pass one policy for each decision: ${decisions.length}; got ${policies.length}`)
  }
  const headers: RateLimitHeaders = { 'RateLimit-Policy': policies.map(policyItem).join(', ') }
  if (decision.unavailable !== true) {
    const items = decisions.map((each, index) => limitItem(each, policies[index] as Policy))
    const listed = items.filter((_, index) => decision.allowed || !decisions[index]?.allowed)
    headers.RateLimit = listed.join(', ')
  }
  if (!decision.allowed && decision.retryAfterMs < Infinity) {
    headers['Retry-After'] = seconds(decision.retryAfterMs)
  }
  return headers
}

function policyItem({ name, limit, windowMs, quotaUnit, partitionKey }: Policy): string {
  const unit = quotaUnit === undefined ? '' : `;qu=${quoted(quotaUnit)}`
  return `${quoted(name)};q=${whole(limit)}${unit};w=${seconds(windowMs)}${partition(partitionKey)}`
}

/** `t`: the time within which no more than `r` can be taken, or after which the denied cost fits. */
function limitItem({ allowed, remaining, retryAfterMs, resetMs }: Decision, policy: Policy): string {
  const withinMs = allowed ? resetMs : retryAfterMs
  const within = withinMs < Infinity ? `;t=${seconds(withinMs)}` : ''
  return `${quoted(policy.name)};r=${whole(remaining)}${within}${partition(policy.partitionKey)}`
}

/** A Byte Sequence of RFC 9651. */
function partition(key: Buffer | undefined): string {
  return key === undefined ? '' : `;pk=:${key.toString('base64')}:`
}

/** A String of RFC 9651. */
function quoted(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
  throw new TypeError(`in a header field a name must be printable ASCII; got ${text}`)
}

/** An Integer of RFC 9651 has at most 15 digits. */
function whole(value: number): number {
  return Math.min(value, 999_999_999_999_999)
}

function seconds(ms: number): string {
  return String(Math.ceil(ms / 1000))
}
