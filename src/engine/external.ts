import type { Cluster, Redis } from 'ioredis'
import { connectTo, connectToCluster } from './connect.js'
import { within } from './deadline.js'
import { type Engine, EngineChoiceError, EngineError } from './engine.js'
import { connectionFailure, noAnswer } from './failure.js'
import { unfit } from './fitness.js'
import { LiveEngine } from './live.js'
import { ask, type Facts } from './probe.js'
import type { Target } from './target.js'

const ANSWER_TIMEOUT_MS = 3_000
const NAME = 'redis-patterns'

/** Connects to a server of the person's own. It is asked what it is; nothing else of it is read or changed. */
export async function openExternal(target: Target): Promise<Engine> {
  const giveUp = new AbortController()
  try {
    return await within(ANSWER_TIMEOUT_MS, open(target, giveUp.signal), () =>
      noAnswer(target, ANSWER_TIMEOUT_MS),
    )
  } catch (error) {
    giveUp.abort()
    if (error instanceof EngineError || error instanceof EngineChoiceError) throw error
    throw connectionFailure(error as Error, target)
  }
}

async function open(target: Target, signal: AbortSignal): Promise<Engine> {
  const { facts, login } = await scout(target, signal)
  const problem = unfit(facts, target)
  if (problem !== undefined) throw problem
  const pilot = await (facts.cluster ? clusterPilot : connectTo)(login, NAME, signal)
  return new LiveEngine(
    { ...facts, kind: 'external', owned: false, target: login, another: inProcess },
    pilot,
  )
}

/** Nothing is started on the person's machine for a URL, so what is needed besides runs here. Loaded when it is. */
async function inProcess(): Promise<Engine> {
  return (await import('./in-process.js')).openInProcess()
}

/** A cluster client connects to a node when it first needs it; one that has never needed any would notice no loss. */
async function clusterPilot(target: Target, name: string, signal: AbortSignal): Promise<Cluster> {
  const cluster = await connectToCluster(target, name, signal)
  await Promise.allSettled(cluster.nodes().map((node) => node.ping()))
  return cluster
}

/**
 * A first connection finds out what is there, and whether the others need the password at all. It has no name: a
 * server that turns us away answers the first command, and the client library hides what CLIENT SETNAME gets.
 */
async function scout(target: Target, signal: AbortSignal): Promise<{ facts: Facts; login: Target }> {
  const redis = await connectTo({ ...anonymous(target), db: 0 }, '', signal)
  try {
    const login = (await signIn(redis, target)) ? target : anonymous(target)
    const facts = await ask(redis)
    if (facts.cluster) await mustServe(redis, target)
    return { facts, login }
  } finally {
    redis.disconnect()
  }
}

async function mustServe(redis: Redis, { address }: Target): Promise<void> {
  if (String(await redis.cluster('INFO')).includes('cluster_state:ok')) return
  throw new EngineError(
    `the cluster at ${address} is down`,
    'see CLUSTER INFO: each hash slot needs a master that runs',
  )
}

/** False when the server wants no password: then sending one only makes the client library complain. */
async function signIn(redis: Redis, { username, password }: Target): Promise<boolean> {
  if (password === undefined) return false
  try {
    await (username === undefined ? redis.auth(password) : redis.auth(username, password))
    return true
  } catch (error) {
    if (/without any password|no password is set/.test((error as Error).message)) return false
    throw error
  }
}

function anonymous({ username: _, password: __, ...place }: Target): Target {
  return place
}
