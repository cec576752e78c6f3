import { createHash } from 'node:crypto'
import {
  product,
  readReleaseManifest,
  releaseManifestBytes,
} from '../../src/main/release/manifest.ts'
import type { ReleaseKey, ReleaseManifest } from '../../src/main/release/manifest.ts'
import type { TrustedKeys } from '../../src/main/release/release-keys.ts'
import { Day } from '../../src/shared/ids.ts'
import { Stop } from '../setup/log.ts'

/** A file of the release. */
export type ReleasedFile = {
  readonly name: string
  readonly kind: ReleaseManifest['files'][number]['kind']
  readonly bytes: Uint8Array
}

export type ReleaseDraft = {
  readonly version: string
  /** The build day (UTC), `YYYY-MM-DD`. */
  readonly day: string
  /** `releaseIndex` of the source. */
  readonly index: number
  readonly trusted: TrustedKeys
  readonly files: readonly ReleasedFile[]
  readonly news: unknown
  /** The manifest of the release before; null for the first. */
  readonly previous: Uint8Array | null
  /** Three keys for every later release; null to keep the keys. */
  readonly nextKeys: readonly ReleaseKey[] | null
  /** Keys to revoke from now on, beside those that this source revokes. */
  readonly revoke: readonly string[]
}

/** @throws Stop unless index and day follow the release before, and the version is another one. */
const mustFollow = ({ version, day, index, previous }: ReleaseDraft): void => {
  if (index < 1) {
    throw new Stop(
      'This source has index 0. Raise releaseIndex in src/main/release/running-build.ts.',
    )
  }
  if (previous === null) {
    if (index === 1) return
    throw new Stop(`Index ${String(index)} follows a release. Name its manifest with --previous.`)
  }
  const before = readReleaseManifest(previous)
  if (index !== before.index + 1) {
    throw new Stop(
      `The release before has index ${String(before.index)}, this source ${String(index)}: it has to be one more.`,
    )
  }
  if (day < before.day)
    throw new Stop(`This build is of ${day}, the release before of ${before.day}.`)
  if (version === before.release) throw new Stop(`Version ${version} was released before.`)
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The bytes of a manifest, ready to be signed. It names every key that was ever revoked, so that no
 * app needs an older manifest to know them.
 *
 * @throws Stop where it would not follow the release before, or the app would refuse it.
 */
export const releaseManifest = (draft: ReleaseDraft): Uint8Array => {
  mustFollow(draft)
  const { version, day, index, trusted, files, nextKeys, revoke } = draft
  try {
    return releaseManifestBytes({
      day: Day.parse(day),
      files: files
        .map(({ name, kind, bytes }) => ({
          bytes: bytes.length,
          kind,
          name,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        }))
        .sort((a, b) => byText(a.name, b.name)),
      format: 'understory-release',
      index,
      news: draft.news as ReleaseManifest['news'],
      nextKeys: nextKeys === null ? null : [...nextKeys].sort((a, b) => byText(a.name, b.name)),
      product,
      release: version,
      revoked: [...new Set([...trusted.revoked, ...revoke])].sort(byText),
      version: 1,
    })
  } catch (cause) {
    throw new Stop(
      `The app would refuse this manifest: ${cause instanceof Error ? cause.message : String(cause)}`,
    )
  }
}
