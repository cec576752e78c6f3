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
import { evaluation } from './edition.ts'

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
  /** `releaseKeys` of the source: what the build knows, its manifest announces. */
  readonly trusted: TrustedKeys
  readonly files: readonly ReleasedFile[]
  readonly news: unknown
  /** The manifest of the release before; null for the first. */
  readonly previous: Uint8Array | null
}

/** @throws Stop unless index and day follow the release before, and the version is another one. */
const mustFollow = ({ version, day, index, previous }: ReleaseDraft): void => {
  if (index < 1) {
    throw new Stop('This source has index 0. Raise releaseIndex in src/shared/release-index.ts.')
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

/** @throws Stop for a package of the evaluation build, which is another product. */
const mustBeForUse = ({ files }: ReleaseDraft): void => {
  const found = files.find(
    ({ name }) => name.startsWith(`${evaluation.name}_`) || name.startsWith(`${evaluation.name}-`),
  )
  if (found !== undefined) {
    throw new Stop(
      `${found.name} is an evaluation build. A release has only packages of "npm run package".`,
    )
  }
}

/** @throws Stop unless two keys can sign this release and three later ones, as announced before. */
const mustHaveKeys = ({ trusted, previous }: ReleaseDraft): void => {
  const { keys, nextKeys, revoked } = trusted
  const isRevoked = ({ publicKey }: ReleaseKey): boolean => revoked.includes(publicKey)
  const list = 'src/main/release/release-keys.ts'
  if (keys.length === 0) throw new Stop(`This source has no release keys. Put them into ${list}.`)
  if (keys.filter((key) => !isRevoked(key)).length < 2) {
    throw new Stop('Two of the three keys are revoked: no app in use would accept this release.')
  }
  if ((nextKeys ?? keys).some(isRevoked)) {
    throw new Stop(`A revoked key needs a replacement: put the next three keys into ${list}.`)
  }
  if (previous === null) return
  const before = readReleaseManifest(previous)
  const named = (set: readonly ReleaseKey[]): string =>
    set.map(({ name, publicKey }) => `${name} ${publicKey}`).join()
  if (before.nextKeys !== null && named(before.nextKeys) !== named(keys)) {
    throw new Stop(`The release before announced other keys: they have to be the keys in ${list}.`)
  }
  if (before.revoked.some((key) => !revoked.includes(key))) {
    throw new Stop(`The release before revoked a key that ${list} does not revoke.`)
  }
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
  mustHaveKeys(draft)
  mustBeForUse(draft)
  const { version, day, index, trusted, files } = draft
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
      nextKeys: trusted.nextKeys === null ? null : [...trusted.nextKeys],
      product,
      release: version,
      revoked: [...trusted.revoked],
      version: 1,
    })
  } catch (cause) {
    throw new Stop(
      `The app would refuse this manifest: ${cause instanceof Error ? cause.message : String(cause)}`,
    )
  }
}
