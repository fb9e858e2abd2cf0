export async function installEngine(..._: unknown[]): Promise<number> {
  return 0
}
