import type { ReleaseKey } from './manifest.ts'

/** The keys whose signatures count. */
export type TrustedKeys = {
  /** Three, of which two have to sign; or none, in a build before the first release. */
  readonly keys: readonly ReleaseKey[]
  /** Public keys that no longer count, whatever else is signed with them. */
  readonly revoked: readonly string[]
}

/**
 * The release keys of this build.
 *
 * **There are none yet**, because no release has been made. A build without keys checks digests and
 * says that it cannot tell whether a release is genuine. docs/RELEASING.md says how the first three
 * are made, docs/FORMAT-RELEASE.md how they change.
 */
export const releaseKeys: TrustedKeys = { keys: [], revoked: [] }
