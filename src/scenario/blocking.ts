const ALWAYS = /^(B(LPOP|RPOP|LMOVE|RPOPLPUSH|LMPOP|ZPOPMIN|ZPOPMAX|ZMPOP)|WAIT|WAITAOF)$/i

/** May the server answer this command only when another client has done something? */
export function mayBlock(name: string, args: readonly unknown[]): boolean {
  if (/^XREAD(GROUP)?$/i.test(name)) return args.some((arg) => /^block$/i.test(String(arg)))
  return ALWAYS.test(name)
}

/** Does the server answer a blocking command after a while in any case? */
export function endsByItself([name = '', ...args]: readonly string[]): boolean {
  const block = args.findIndex((arg) => /^block$/i.test(arg))
  const isFirst = /^BL?Z?MPOP$/i.test(name)
  const timeout = /^XREAD/i.test(name) ? args[block + 1] : isFirst ? args[0] : args.at(-1)
  return Number(timeout) > 0
}
