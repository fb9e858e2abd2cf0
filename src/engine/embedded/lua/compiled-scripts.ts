/** Why a script does not compile. */
export type Problem = string

/** How much source Lua keeps compiled. */
const MAX_BYTES = 2 * 1024 * 1024
/** What a script takes beside its source, reckoned as source. */
const SCRIPT_BYTES = 512

/** Which scripts Lua keeps compiled, by hash: all, until they take too much room, and then it begins anew. */
export class CompiledScripts {
  private readonly calls = new Map<string, Buffer>()
  private bytes = 0

  /** The Lua that runs the script. `compile` is asked to keep it under a number, where 1 drops all that was kept. */
  callOf(hash: string, body: Buffer, compile: (id: number) => Problem | undefined): Buffer | Problem {
    return this.calls.get(hash) ?? this.add(hash, body.length + SCRIPT_BYTES, compile)
  }

  private add(hash: string, bytes: number, compile: (id: number) => Problem | undefined): Buffer | Problem {
    if (this.bytes + bytes > MAX_BYTES) this.forget()
    const id = this.calls.size + 1
    const problem = compile(id)
    if (problem !== undefined) return problem
    const call = Buffer.from(`return redis.scripts.run(${id})`)
    this.calls.set(hash, call)
    this.bytes += bytes
    return call
  }

  private forget(): void {
    this.calls.clear()
    this.bytes = 0
  }
}
