import { EngineChoiceError } from '../engine.js'

/** The SHA-256 of the source archives, as the Redis project publishes them (github.com/redis/redis-hashes). */
const CHECKSUMS: Readonly<Record<string, string>> = {
  '8.4.0': 'ca909aa15252f2ecb3a048cd086469827d636bf8334f50bb94d03fba4bfc56e8',
  '8.2.3': 'd88f2361fdf3a3a8668fe5753e29915566109dca07b4cb036427ea6dc7783671',
  '7.4.3': 'e1807d7c0f824f4c5450244ef50c1e596b8d09b35d03a83f4e018fb7316acf45',
  '6.2.8': 'f91ab24bcb42673cb853292eb5d43c2017d11d659854808ed6a529c97297fdfe',
}

export const DEFAULT_VERSION = '8.4.0'
export const KNOWN_VERSIONS: readonly string[] = Object.keys(CHECKSUMS)

/** @throws {EngineChoiceError} for a version that nobody has vouched for. */
export function checksumOf(version: string, given: string | undefined): string {
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new EngineChoiceError(
      `"${version}" is not a version of Redis`,
      `give one such as ${DEFAULT_VERSION}`,
    )
  }
  const checksum = given?.toLowerCase() ?? CHECKSUMS[version]
  if (checksum === undefined || !/^[0-9a-f]{64}$/.test(checksum)) {
    const hint = `choose one of ${KNOWN_VERSIONS.join(', ')}, or give the SHA-256 of its archive`
    throw new EngineChoiceError(`there is no checksum for Redis ${version}`, hint)
  }
  return checksum
}
