import type { Reply } from '../../scenario/event.js'
import { type Fields, fieldsOf, listOf, textOf } from './reply-fields.js'

/** The arguments of COMMAND DOCS as manuals write them: `key value [NX | XX] [EX seconds]`. */
export function syntaxOf(args: Reply): string {
  return listOf(args)
    .map((arg) => argument(fieldsOf(arg)))
    .join(' ')
}

function argument(arg: Fields): string {
  const flags = listOf(arg.get('flags')).map(textOf)
  const token = textOf(arg.get('token'))
  const value = valueOf(arg)
  const named = [token === '""' ? '' : token, value].filter(Boolean).join(' ')
  const again = flags.includes('multiple_token') ? named : value
  const whole = flags.includes('multiple') ? `${named} [${again} ...]` : named
  return flags.includes('optional') ? `[${whole}]` : whole
}

function valueOf(arg: Fields): string {
  const inside = listOf(arg.get('arguments')).map((part) => argument(fieldsOf(part)))
  const type = textOf(arg.get('type'))
  if (type === 'pure-token') return ''
  if (type === 'block') return inside.join(' ')
  if (type === 'oneof') return isOptional(arg) ? inside.join(' | ') : `<${inside.join(' | ')}>`
  return textOf(arg.get('display_text')) || textOf(arg.get('name'))
}

/** The brackets of an optional argument hold its alternatives together already. */
function isOptional(arg: Fields): boolean {
  return listOf(arg.get('flags')).some((flag) => flag === 'optional') && textOf(arg.get('token')) === ''
}
