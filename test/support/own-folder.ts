import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A folder of a person's own files, with a space in its name, far from any node_modules. */
export async function ownFolder(): Promise<string> {
  // Resolved, for Node names the files that it loads by their real paths.
  return await realpath(await mkdtemp(path.join(tmpdir(), 'own files-')))
}

export async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), text)
  }
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true })
}
