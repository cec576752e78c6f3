import { z } from 'zod'
import { Day, FileToken } from './ids.ts'
import { method, nothing, TaskId } from './method.ts'

/** Bounds of a release (docs/FORMAT-RELEASE.md). Texts are measured in UTF-16 code units. */
export const releaseLimits = {
  /** Of one check: the release's manifest, and links to it. */
  manifests: 4,
  signatures: 12,
  files: 8,
  /** Files of one dialog; more than one check takes, so that the window can say that it is too many. */
  chosen: 64,
  manifestBytes: 64 * 1024,
  /** More than any signature has, so that a larger file is not one. */
  signatureBytes: 1024,
  fileBytes: 2 * 1024 * 1024 * 1024,
  filesInManifest: 32,
  news: 4_000,
  revoked: 16,
  index: 1_000_000,
  /** No release is further above a build that is still in use. */
  indexStep: 1_000,
} as const

export const releaseFileKinds = ['package', 'bill-of-materials', 'source'] as const

/** A release key: its name, null if this build does not know it, and OpenSSH's fingerprint. */
const ShownKey = z.strictObject({ name: z.string().nullable(), fingerprint: z.string() })

const ReleaseCheck = z.strictObject({
  version: z.string(),
  day: Day,
  index: z.int(),
  /** The index of the app that checks. */
  ownIndex: z.int(),
  /** False: this build has no release keys; only the digests were checked. */
  isGenuine: z.boolean(),
  /** 'older' is a rollback. */
  order: z.enum(['newer', 'equal', 'older']),
  signers: z.array(ShownKey),
  /** Keys that also signed and prove nothing. */
  unknown: z.array(ShownKey),
  files: z.array(
    z.strictObject({ name: z.string(), kind: z.enum(releaseFileKinds), bytes: z.int() }),
  ),
  news: z.strictObject({ en: z.string(), ko: z.string(), zh: z.string() }),
  /** The keys that sign every later release, if they change. */
  nextKeys: z.array(ShownKey).nullable(),
  revoked: z.array(ShownKey),
})

/** Checks of a release that the user received. They install and store nothing. */
export const releaseContract = {
  /** Any files of a release, several at once. */
  'dialog.openRelease': method(
    nothing,
    z.strictObject({
      files: z
        .array(z.strictObject({ token: FileToken.release, name: z.string() }))
        .max(releaseLimits.chosen),
    }),
  ),
  'release.check': method(
    z.strictObject({
      task: TaskId,
      manifests: z.array(FileToken.release).min(1).max(releaseLimits.manifests),
      signatures: z.array(FileToken.release).max(releaseLimits.signatures),
      files: z.array(FileToken.release).min(1).max(releaseLimits.files),
    }),
    ReleaseCheck,
  ),
}
