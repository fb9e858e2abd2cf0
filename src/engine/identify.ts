import { execFile } from 'node:child_process'

export interface Identity {
  product: 'redis' | 'valkey'
  version: string
}

/** What a server program says it is; undefined when it does not run. */
export function identify(program: string): Promise<Identity | undefined> {
  return new Promise((resolve) => {
    execFile(program, ['--version'], { timeout: 2_000 }, (_, stdout) => {
      const found = /^(Redis|Valkey) server v=(\S+)/i.exec(stdout)
      const [, name, version] = found ?? []
      resolve(
        version === undefined ? undefined : { product: name === 'Valkey' ? 'valkey' : 'redis', version },
      )
    })
  })
}
