import { UsageError } from '../../scenario/errors.js'
import { readSchedule } from '../../race/steps.js'
import type { RaceFlags } from './index.js'

/** @throws {UsageError} when flags contradict each other, or do nothing here. */
export function checkFlags(pattern: string | undefined, names: readonly string[], flags: RaceFlags): void {
  const { replay, safe, play, impl, template, bound, random, all } = flags
  const needsOne = replay !== '' ? '--replay' : play ? '--play' : undefined
  if (pattern === undefined && (template || impl !== '' || needsOne !== undefined)) {
    throw new UsageError('of which pattern?', 'name it: redis-patterns race lock')
  }
  if (needsOne === '--replay' && names.length !== 1) {
    throw new UsageError(
      '--replay runs one race',
      'name it: redis-patterns race lock get-then-set --replay 1212',
    )
  }
  if (replay !== '' && play)
    throw new UsageError('--replay and --play cannot be used together', 'choose one of them')
  if (replay !== '') readSchedule(replay)
  if (safe && needsOne === undefined) {
    throw new UsageError('--safe does nothing here', 'give --replay or --play with it')
  }
  if (safe && impl !== '')
    throw new UsageError('--safe and --impl cannot be used together', 'choose one of them')
  const search = [bound !== undefined && '--bound', random !== undefined && '--random', all && '--all']
  const [first, second] = search.filter((flag) => flag !== false)
  if (first !== undefined && needsOne !== undefined) {
    throw new UsageError(`${first} does nothing with ${needsOne}`, 'leave one of them out')
  }
  if (random !== undefined && second !== undefined) {
    throw new UsageError(
      `${first === '--random' ? second : first} needs all orders, and --random runs some`,
      'leave one of them out',
    )
  }
}
