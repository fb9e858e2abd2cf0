/** What a loop waits for when it has nothing to do: to be rung, or for some time to pass. */
export class Alarm {
  #wake: (isDue: boolean) => void = () => {}

  /** Ends the wait that is under way, if one is. */
  ring(): void {
    this.#wake(false)
  }

  /** True when the time has passed, false when it was rung. Without a time it waits for the ring. */
  async wait(ms?: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const isDue = await new Promise<boolean>((resolve) => {
      this.#wake = resolve
      if (ms !== undefined) timer = setTimeout(resolve, ms, true)
    })
    clearTimeout(timer)
    return isDue
  }
}
