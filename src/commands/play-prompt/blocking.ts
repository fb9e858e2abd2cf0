const ALWAYS = /^(B(LPOP|RPOP|LMOVE|RPOPLPUSH|LMPOP|ZPOPMIN|ZPOPMAX|ZMPOP)|WAIT|WAITAOF)$/i

/** May the server answer this command only when another client has done something? */
export function mayBlock([name = '', ...args]: readonly string[]): boolean {
  if (/^XREAD(GROUP)?$/i.test(name)) return args.some((arg) => /^block$/i.test(arg))
  return ALWAYS.test(name)
}
