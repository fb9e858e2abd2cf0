import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { runCli } from './cli.js'

/** A folder with the lesson that `learn new` writes, and with what is remembered of it; another one for each test. */
export class School {
  folder = ''

  constructor() {
    beforeEach(() => {
      this.folder = mkdtempSync(join(tmpdir(), 'learn-'))
      writeFileSync(join(this.folder, '01-mine.md'), readFileSync('src/commands/learn/lesson.md.txt'))
    })
    afterEach(() => rmSync(this.folder, { recursive: true }))
  }

  learn(...args: string[]) {
    return runCli(['learn', ...args], { env: { XDG_STATE_HOME: this.folder } })
  }

  /** @returns its path. */
  write(name: string, text: string): string {
    const path = join(this.folder, name)
    writeFileSync(path, text)
    return path
  }

  /** Changes the lesson. */
  edit(change: (text: string) => string): void {
    const before = readFileSync(join(this.folder, '01-mine.md'), 'utf8')
    this.write('01-mine.md', change(before))
  }
}
