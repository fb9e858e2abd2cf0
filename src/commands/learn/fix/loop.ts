import { once } from 'node:events'
import type { Bench, Finding } from '../../../lessons/bench.js'
import type { Fix } from '../../../lessons/lesson.js'
import { UsageError } from '../../../scenario/errors.js'
import type { Io } from '../../io.js'
import type { LinePrompt } from '../line-prompt.js'
import type { Outcome } from '../outcome.js'
import type { Page } from '../page.js'
import { type Task, Words } from '../words.js'
import { LearnersFile } from './file.js'

const SAVED = Symbol('saved')

/** One file with a fault, raced each time that it is saved, until the learner goes on. */
export class FixLoop implements Task {
  readonly help: string
  readonly #fix: Fix
  readonly #file: LearnersFile
  readonly #bench: Bench
  readonly #page: Page
  /** Aborted when the file is saved: what is being found out of it is of no use then. */
  #saved = new AbortController()
  /** Aborted when something fails in the file where nobody waits for it. */
  #stray = new AbortController()
  #solved = false

  constructor(fix: Fix, folder: string, bench: Bench, page: Page) {
    this.#fix = fix
    this.#file = new LearnersFile(folder, fix.file)
    this.#bench = bench
    this.#page = page
    this.help = `Edit ${this.#file.name} and save it: its races are run each time. .hint, .check, .solution, .redo (from the start), .next, .skip, .quit`
  }

  get hints(): readonly string[] {
    return this.#fix.hints
  }

  get solution(): string {
    return this.#fix.solution
  }

  get isSolved(): boolean {
    return this.#solved
  }

  /** @param leads whether a person is there, who edits the file meanwhile. */
  async run(prompt: LinePrompt, leads: boolean, onUncaught: Io['onUncaught']): Promise<Outcome> {
    await this.#page.say(`To do: ${this.#fix.goal}`)
    const isNew = await this.#file.begin(await this.#bench.start(this.#fix))
    await this.#page.say(`${this.#file.name} ${isNew ? 'was written.' : 'is there already: go on with it.'}`)
    await this.#page.say(`The races that it must pass: ${(await this.#bench.races(this.#fix)).join(', ')}.`)
    if (leads) await this.#page.say(this.help)
    const unwatch = leads ? this.#file.watch(() => this.#saved.abort()) : () => {}
    const deafen = onUncaught?.((error) => this.#stray.abort(uncaught(error)))
    try {
      return await this.#converse(prompt)
    } finally {
      unwatch()
      deafen?.()
    }
  }

  async redo(): Promise<void> {
    const kept = await this.#file.beginAgain(await this.#bench.start(this.#fix))
    const words = kept === undefined ? '' : ` What you had is in ${kept}.`
    await this.#page.say(`${this.#file.name} is as it was at the start.${words}`)
  }

  check(): Promise<void> {
    return this.#race()
  }

  async #converse(prompt: LinePrompt): Promise<Outcome> {
    const words = new Words(this, this.#page)
    await Promise.race([this.#race(), prompt.interrupted])
    let line: Promise<string | undefined> | undefined
    for (;;) {
      line ??= prompt.next(`${this.#fix.file}>`)
      const came = await Promise.race([line, this.#nextSave()])
      if (came === SAVED) {
        await Promise.race([prompt.interject(() => this.#raceAgain()), prompt.interrupted])
        continue
      }
      line = undefined
      const word = (came ?? '.quit').trim()
      const outcome = await Promise.race([words.obey(word === '' ? '.check' : word), prompt.interrupted])
      if (outcome !== undefined) return outcome
    }
  }

  async #nextSave(): Promise<typeof SAVED> {
    const { signal } = this.#saved
    if (!signal.aborted) await once(signal, 'abort')
    return SAVED
  }

  async #raceAgain(): Promise<void> {
    await this.#page.say(`${this.#file.name} was saved.`)
    await this.#race()
  }

  /** Says what came of each race, and shows the first that breaks. */
  async #race(): Promise<void> {
    this.#saved = new AbortController()
    const { signal } = this.#saved
    this.#stray = new AbortController()
    try {
      const findings = await this.#findings(AbortSignal.any([signal, this.#stray.signal]))
      this.#stray.signal.throwIfAborted()
      const broken = findings.find(({ holds }) => !holds)
      if (broken === undefined) return await this.#right(findings)
      await this.#picture(broken)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof UsageError)) throw error
      await this.#page.say('It cannot be run:')
      await this.#page.lines([error.message, error.hint])
    }
  }

  /** Up to the first that breaks: one thing at a time, and those after it need not be waited for. */
  async #findings(signal: AbortSignal): Promise<Finding[]> {
    const findings: Finding[] = []
    for await (const found of this.#bench.judge(this.#fix, this.#file.name, signal)) {
      const { claim, holds, says } = found
      await this.#page.show({ type: 'verdict', id: 'race', claim, holds, detail: says })
      findings.push(found)
      if (!holds) break
    }
    return findings
  }

  async #right(findings: readonly Finding[]): Promise<void> {
    this.#solved = true
    const isWhole = findings.every((found) => found.isWhole)
    const words = isWhole
      ? 'All is right.'
      : 'No order that was run breaks it, and there are too many for all.'
    await this.#page.say(`${words} .next goes on; until then you can experiment.`)
  }

  async #picture({ race, shortest }: Finding): Promise<void> {
    if (shortest === undefined || shortest.schedule === '') return
    await this.#page.show(shortest.chart)
    await this.#page.say('The same once more, or other orders of your own:')
    await this.#page.code(
      `redis-patterns race ${race} --impl ${this.#file.name} --replay ${shortest.schedule}`,
    )
  }
}

function uncaught({ message }: Error): UsageError {
  return new UsageError(`nobody caught an error: ${message}`, 'await what may fail, or catch it')
}
