import { createInterface } from 'node:readline'
import type { Io } from '../io.js'
import { endsByItself } from '../../scenario/blocking.js'
import { commandOf } from './lines.js'
import { isFailure } from './outcome.js'
import type { Playground } from './playground.js'
import type { Screen } from './screen.js'
import { splitLine } from '../../scenario/split-line.js'

/** Runs every line of standard input, also after one that failed. @returns whether any did. */
export async function runScript(ground: Playground, screen: Screen, io: Io): Promise<boolean> {
  const lines = createInterface({ input: io.stdin, crlfDelay: Infinity })
  let [failed, unfinished] = [false, '']
  for await (const line of lines) {
    if (io.signal.aborted) throw io.signal.reason
    const text = unfinished === '' ? line : `${unfinished}\n${line}`
    unfinished = isOpen(text) ? text : ''
    if (unfinished === '') failed = (await runLine(ground, screen, text)) || failed
    if (ground.session.ended) break
  }
  if (unfinished !== '') failed = (await runLine(ground, screen, unfinished)) || failed
  lines.close()
  for (const { name } of ground.session.clients) await timeouts(ground, name)
  for (const { name, waiting } of ground.session.clients)
    if (waiting) io.stderr.write(`note: ${name} still waited for ${waiting.join(' ')}\n`)
  return failed
}

/** A quote goes on in the next line. */
export function isOpen(text: string): boolean {
  const { text: command } = commandOf(text)
  return !command.startsWith('.') && 'open' in splitLine(command)
}

async function runLine(ground: Playground, screen: Screen, text: string): Promise<boolean> {
  const { client = ground.session.current.name, text: command } = commandOf(text)
  if (!command.startsWith('.')) await timeouts(ground, client)
  await screen.echo(ground.session.current.label, text)
  const outcomes = await ground.run(text)
  await screen.show(outcomes)
  return outcomes.some(isFailure)
}

/** Whoever waits for a while is waited for; whoever waits without a timeout, for ever, is not. */
async function timeouts({ session }: Playground, name: string): Promise<void> {
  const client = session.clients.find((one) => one.name === name)
  if (client?.waiting && endsByItself(client.waiting)) await client.answered
}
