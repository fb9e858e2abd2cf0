import type { NetConnectOpts } from 'node:net'
import { RespClient } from '../embedded/resp-client.js'
import { titleOf, toStep } from './step.js'
import type { Agreement, Group, Step } from './step.js'

export interface Played {
  readonly title: string
  readonly reply: string
}

/** Runs a group on an empty server and keeps every reply, reduced to what must agree. */
export async function play(where: NetConnectOpts, group: Group): Promise<Played[]> {
  const clients = new Map<string, RespClient>()
  const played: Played[] = []
  await empty(where)
  for (const step of group.steps.map(toStep)) {
    const client = clients.get(step.client) ?? (await RespClient.open(where))
    clients.set(step.client, client)
    const reply = await run(client, step)
    if (reply !== undefined) played.push({ title: titleOf(step), reply: reduce(reply, step.agreement) })
  }
  await Promise.all([...clients.values()].map((client) => client.close()))
  return played
}

async function run(client: RespClient, { command, waits }: Step): Promise<string | undefined> {
  if (!waits) {
    await client.begin(...(command ?? []))
    return undefined
  }
  if (command) client.send(...command)
  return client.reply()
}

async function empty(where: NetConnectOpts): Promise<void> {
  const client = await RespClient.open(where)
  await client.ask('FLUSHALL')
  await client.ask('SCRIPT', 'FLUSH')
  await client.close()
}

function reduce(reply: string, agreement: Agreement): string {
  if (agreement === 'unordered')
    return reply
      .split(/[ [\]]/)
      .toSorted()
      .join(' ')
  if (agreement === 'nearly')
    return reply.replace(/\d{2,}/, (seconds) => `${Math.round(Number(seconds) / 10)}0`)
  if (agreement === 'types') return reply.replace(/"[^"]*"/g, '""').replace(/\d+(\.\d+)?/g, '#')
  return reply
}
