/** The bank does not answer. Without a stack: it would go over the wire, and names the files of this machine. */
export class BankError extends Error {
  override readonly name = 'BankError'
  constructor(message: string) {
    super(message)
    delete this.stack
  }
}
