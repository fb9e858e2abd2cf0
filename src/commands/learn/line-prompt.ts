import { Interrupted, type Io } from '../io.js'
import { Editor, type EditorOptions } from '../play-prompt/editor.js'
import type { Screen } from '../play-prompt/screen.js'

/** A prompt at which lines are typed, one after the other. */
export interface LinePrompt {
  /** The next line; undefined when there will be none. */
  next(label: string): Promise<string | undefined>
  /** Shows something, also while a line is being typed. */
  interject(show: () => Promise<void>): Promise<void>
  /** Rejects at Ctrl-C. */
  readonly interrupted: Promise<never>
  close(): void
}

/** What helps while a line is typed. */
export type LineHelp = Pick<EditorOptions, 'complete' | 'hint'>

/** For a person: with history, completion and a hint below the line. */
export function openLinePrompt(help: LineHelp, paint: Screen['paint'], io: Io): LinePrompt {
  let interrupt!: (error: Error) => void
  const interrupted = new Promise<never>((_resolve, reject) => (interrupt = reject))
  interrupted.catch(() => {})
  // Ctrl-C on a line that is begun only drops that line.
  const onInterrupt = (line: string) => line === '' && interrupt(new Interrupted())
  const editor = new Editor({ ...help, onInterrupt, history: 'learn-history' }, { paint }, io)
  return {
    next: (label) => Promise.race([editor.next(label), interrupted]),
    interject: (show) => editor.interject(show),
    interrupted,
    close: () => editor.close(),
  }
}

/** For a list of lines. */
export function linesPrompt(next: () => string): LinePrompt {
  return {
    next: () => Promise.resolve(next()),
    interject: (show) => show(),
    interrupted: new Promise(() => {}),
    close() {},
  }
}
