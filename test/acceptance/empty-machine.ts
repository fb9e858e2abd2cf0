import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

/** A place with Node and npm and nothing else: no redis-server, no npm cache, no settings, no network use by npm. */
export interface EmptyMachine {
  /** An empty project. */
  folder: string
  run(program: string, ...args: string[]): Promise<string>
  [Symbol.asyncDispose](): Promise<void>
}

export async function emptyMachine(): Promise<EmptyMachine> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'redis-patterns-pack-')))
  const [bin, home, folder] = ['bin', 'home', 'project'].map((name) => path.join(root, name)) as Three
  await Promise.all([bin, home, folder].map((name) => mkdir(name)))
  await Promise.all(['node', 'npm', 'npx', 'sh'].map((name) => link(name, bin)))
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  const env = { PATH: bin, HOME: home, npm_config_offline: 'true', npm_config_update_notifier: 'false' }
  return {
    folder,
    run: async (program, ...args) =>
      (await promisify(execFile)(path.join(bin, program), args, { cwd: folder, env })).stdout,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  }
}

type Three = [string, string, string]

async function link(program: string, bin: string): Promise<void> {
  const found = program === 'node' ? process.execPath : await which(program)
  await symlink(found, path.join(bin, program))
}

async function which(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)('which', [program])
  return realpath(stdout.trim())
}
