import { type InstallProgress, installServer } from '../engine/install.js'
import type { ProgressEvent } from '../scenario/event.js'
import type { Io } from './io.js'
import { DEFAULT_LOOK, openScreen } from './screen.js'

export interface InstallFlags {
  redisVersion?: string
  mirror?: string
  sha256?: string
}

/** Builds a genuine Redis and says where it is. The path alone goes to standard output. */
export async function installEngine({ redisVersion, mirror, sha256 }: InstallFlags, io: Io): Promise<number> {
  const screen = await openScreen(DEFAULT_LOOK, io)
  const onProgress = (progress: InstallProgress) => {
    const shown = asEvent(progress)
    if (shown) void screen.event(shown)
  }
  try {
    const { version, path } = await installServer({
      env: io.env,
      signal: io.signal,
      onProgress,
      ...(redisVersion && { version: redisVersion }),
      ...(mirror && { mirror }),
      ...(sha256 && { sha256 }),
    })
    await screen.end()
    io.stderr.write(`Redis ${version} is ready: redis-patterns uses it from now on\n`)
    io.stdout.write(`${path}\n`)
    return 0
  } catch (error) {
    await screen.end()
    throw io.signal.aborted ? io.signal.reason : error
  }
}

function asEvent(progress: InstallProgress): ProgressEvent | undefined {
  switch (progress.step) {
    case 'downloading': {
      const { bytes, total } = progress
      return {
        type: 'progress',
        label: 'downloading',
        done: bytes,
        unit: 'bytes',
        ...(total !== undefined && { total }),
      }
    }
    case 'extracting':
      return { type: 'progress', label: 'unpacking', done: 0, unit: 'files' }
    case 'building':
      return { type: 'progress', label: 'building', done: progress.files, unit: 'files compiled' }
    case 'done':
      return undefined
  }
}
