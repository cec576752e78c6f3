import type { ReleaseKey } from './manifest.ts'

/** The keys whose signatures count, with the change that the build's own release announces. */
export type TrustedKeys = {
  /**
   * Those that sign the build's own release: three keys, and two have to sign; or none, in a build
   * before the first release.
   */
  readonly keys: readonly ReleaseKey[]
  /** Three that sign every later release; null if they are the same. */
  readonly nextKeys: readonly ReleaseKey[] | null
  /** Public keys that no longer count, for this release or any other, ascending. */
  readonly revoked: readonly string[]
}

/**
 * The release keys of this build. The manifest of its release says the same, because
 * `npm run release:manifest` reads them here: a change is made before the build that announces it.
 *
 * **There are none yet**, because no release has been made. A build without keys checks digests and
 * says that it cannot tell whether a release is genuine. docs/RELEASING.md says how the first three
 * are made, docs/FORMAT-RELEASE.md how they change.
 */
export const releaseKeys: TrustedKeys = { keys: [], nextKeys: null, revoked: [] }
