import { judge } from '../../lessons/attempt.js'
import type { Desk } from '../../lessons/desk.js'
import type { Exercise } from '../../lessons/lesson.js'
import { replyLines } from '../../render/reply-lines.js'
import { isStatus } from '../../scenario/reply.js'
import type { Learner } from './learner.js'
import type { Page } from './page.js'

export type Outcome = 'solved' | 'skipped' | 'left'

const HELP = 'Type Redis commands. .hint, .check, .solution, .redo (from the start), .next, .skip, .quit'

/** One exercise, until the learner goes on. */
export class ExerciseLoop {
  readonly #exercise: Exercise
  readonly #desk: Desk
  readonly #page: Page
  #hints = 0
  #askedForSolution = false
  #solved = false

  constructor(exercise: Exercise, desk: Desk, page: Page) {
    this.#exercise = exercise
    this.#desk = desk
    this.#page = page
  }

  async run(learner: Learner): Promise<Outcome> {
    await this.#page.say(`To do: ${this.#exercise.goal}`)
    if (learner.leads) await this.#page.say(HELP)
    await this.#desk.prepare(this.#exercise.setup)
    for (;;) {
      const line = (await learner.ask('redis>')).trim()
      const outcome = line.startsWith('.') ? await this.#word(line) : await this.#command(line)
      if (outcome !== undefined) return outcome
    }
  }

  /** Shows the reply, and at once what it still lacks: a learner should not have to ask. */
  async #command(line: string): Promise<undefined> {
    if (line === '') return
    const { name, reply } = await this.#desk.type(line)
    await this.#page.lines(replyLines(reply, isStatus([name], reply)))
    const wasSolved = this.#solved
    const { solved, problems, remarks } = await judge(this.#exercise, this.#desk)
    this.#solved ||= solved
    if (solved && !wasSolved) {
      await this.#page.show({
        type: 'verdict',
        id: this.#exercise.id,
        claim: remarks.join('. '),
        holds: true,
      })
      await this.#page.lines(['.next goes on; until then you can experiment'])
    } else if (!this.#solved) await this.#page.lines([`not yet: ${problems[0]}`])
  }

  async #word(word: string): Promise<Outcome | undefined> {
    if (word === '.next' && this.#solved) return 'solved'
    if (word === '.skip') return this.#solved ? 'solved' : 'skipped'
    if (word === '.quit') return 'left'
    if (word === '.hint') await this.#hint()
    else if (word === '.solution') await this.#solution()
    else if (word === '.redo') await this.#redo()
    else if (word === '.check' || word === '.next') await this.#check()
    else await this.#page.say(HELP)
    return undefined
  }

  async #hint(): Promise<void> {
    const { hints } = this.#exercise
    const hint = hints[this.#hints]
    if (hint === undefined) return this.#page.say('There is no further hint. .solution shows how it is done.')
    this.#hints++
    await this.#page.say(`Hint ${this.#hints} of ${hints.length}: ${hint}`)
  }

  async #solution(): Promise<void> {
    if (this.#solved || this.#askedForSolution) return this.#page.code(this.#exercise.solution.join('\n'))
    this.#askedForSolution = true
    await this.#page.say('You learn more without it. If you want to see it, type .solution again.')
  }

  async #redo(): Promise<void> {
    await this.#desk.prepare(this.#exercise.setup)
    await this.#page.say('The server is as it was at the start of the exercise.')
  }

  async #check(): Promise<void> {
    const { solved, problems } = await judge(this.#exercise, this.#desk)
    if (solved) return this.#page.say('All is right. .next goes on.')
    await this.#page.say('Not yet:')
    await this.#page.lines(problems.map((problem) => `- ${problem}`))
  }
}
