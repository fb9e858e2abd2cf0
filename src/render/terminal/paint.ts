import { Chalk, type ChalkInstance } from 'chalk'
import type { ColorLevel } from '../options.js'
import { type Line, lineText, type Role, type Span } from '../text/line.js'

type Paint = (text: string) => string

/** Only the terminal's own named colours that can be read on black and on white: no yellow, no blue, no white. */
export function painter(level: ColorLevel): (line: Line) => string {
  if (level === 0) return lineText
  const paints = paintsFor(new Chalk({ level }))
  const paint = ({ text, role }: Span) =>
    role === undefined || text.trim() === '' ? text : paints[role](text)
  return (line) => line.map(paint).join('')
}

function paintsFor(chalk: ChalkInstance): Record<Role, Paint> {
  return {
    title: chalk.bold,
    head: chalk.bold,
    frame: chalk.dim,
    quiet: chalk.dim,
    actor: chalk.magenta,
    command: chalk.bold,
    key: chalk.bold,
    reply: chalk.cyan,
    bar: chalk.cyan,
    good: chalk.green,
    bad: chalk.bold.red,
    me: chalk.bold.cyan,
  }
}
