import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { Handlers, Out } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Day } from '../../../shared/ids.ts'
import { releaseLimits } from '../../../shared/release-contract.ts'
import { judgeRelease, shownKey } from '../../release/judge-release.ts'
import type { ReleaseFile } from '../../release/manifest.ts'
import type { RunningBuild } from '../../release/running-build.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'

/** Paths of a release, as the user chose them. */
export type ReleasePaths = {
  readonly manifests: readonly string[]
  readonly signatures: readonly string[]
  readonly files: readonly string[]
}

// Without O_NONBLOCK, opening a named pipe would block until it has a writer.
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
const pieceBytes = 1024 * 1024

/**
 * Runs `act` on an open plain file.
 *
 * @throws Failure 'malformed' for anything but a plain file, 'storage' if it cannot be read.
 */
const withFile = async <T>(path: string, act: (file: FileHandle) => Promise<T>): Promise<T> => {
  let file: FileHandle | null = null
  try {
    file = await open(path, readOnly)
    if (!(await file.stat()).isFile()) throw new Failure('malformed')
    return await act(file)
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('storage', { cause })
  } finally {
    await file?.close()
  }
}

/** A whole small file; one byte more than `most` of a larger one, which is enough to refuse it. */
const readSmall = (path: string, most: number): Promise<Uint8Array> =>
  withFile(path, async (file) => {
    const bytes = new Uint8Array(most + 1)
    let length = 0
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length)
      if (bytesRead === 0) return bytes.subarray(0, length)
      length += bytesRead
    }
  })

/**
 * Reads a file of the release once, piece by piece.
 *
 * @param read is told the bytes of each piece.
 * @throws Failure 'wrong-package' for a file that is not in the manifest, 'cancelled'.
 */
const identify = (
  path: string,
  files: readonly ReleaseFile[],
  signal: AbortSignal,
  read: (bytes: number) => void,
): Promise<ReleaseFile> =>
  withFile(path, async (file) => {
    const { size } = await file.stat()
    // A file of any other size is not read: it can be larger than any release.
    if (files.every(({ bytes }) => bytes !== size)) throw new Failure('wrong-package')
    const hash = createHash('sha256')
    const piece = new Uint8Array(pieceBytes)
    let length = 0
    for (;;) {
      if (signal.aborted) throw new Failure('cancelled')
      const { bytesRead } = await file.read(piece, 0, piece.length, length)
      if (bytesRead === 0) break
      hash.update(piece.subarray(0, bytesRead))
      length += bytesRead
      // It grows while it is read.
      if (length > size) throw new Failure('wrong-package')
      read(bytesRead)
    }
    const digest = hash.digest('hex')
    const found = files.find(({ bytes, sha256 }) => bytes === length && sha256 === digest)
    if (found === undefined) throw new Failure('wrong-package')
    return found
  })

/**
 * Checks the files of a release offline: the signatures of its manifest, its index, its date, and
 * the digest of every file. It writes and installs nothing.
 *
 * @throws Failure as `judgeRelease`; 'wrong-package', 'malformed', 'storage', 'cancelled'.
 */
export const checkRelease = async (
  paths: ReleasePaths,
  { build, today }: { readonly build: RunningBuild; readonly today: Day },
  { signal, progress }: TaskPorts,
): Promise<Out<'release.check'>> => {
  const manifests = await Promise.all(
    paths.manifests.map((path) => readSmall(path, releaseLimits.manifestBytes)),
  )
  const signatures = await Promise.all(
    paths.signatures.map((path) => readSmall(path, releaseLimits.signatureBytes)),
  )
  const judged = judgeRelease({ manifests, signatures, build, today })
  const { manifest } = judged
  const most = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  const files: ReleaseFile[] = []
  for (const path of paths.files) {
    const found = await identify(path, manifest.files, signal, (bytes) => {
      done += bytes
      progress(Math.min(done, most), most)
    })
    if (!files.includes(found)) files.push(found)
  }
  return {
    version: manifest.release,
    day: manifest.day,
    index: manifest.index,
    ownIndex: build.index,
    isGenuine: judged.isGenuine,
    order: judged.order,
    signers: [...judged.signers],
    unknown: [...judged.unknown],
    files: files.map(({ name, kind, bytes }) => ({ name, kind, bytes })),
    news: manifest.news,
    nextKeys: manifest.nextKeys?.map(({ name, publicKey }) => shownKey(name, publicKey)) ?? null,
    revoked: manifest.revoked.map((publicKey) => shownKey(null, publicKey)),
  }
}

/** Checks a release against the running app. The vault is neither read nor written. */
export const releaseHandlers = (
  open: () => Session,
  build: RunningBuild,
): Handlers<'release.check'> => ({
  'release.check': (input) => {
    const { tasks, files, today } = open()
    return tasks.run(input.task, (ports) =>
      checkRelease(
        {
          manifests: input.manifests.map((token) => files.path(token)),
          signatures: input.signatures.map((token) => files.path(token)),
          files: input.files.map((token) => files.path(token)),
        },
        { build, today: today() },
        ports,
      ),
    )
  },
})
