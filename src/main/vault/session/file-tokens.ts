import { randomBytes } from 'node:crypto'
import { Failure } from '../../../shared/failure.ts'
import { FileToken } from '../../../shared/ids.ts'
import type { FilePurpose } from '../../../shared/ids.ts'

/**
 * Paths that the user chose in a dialog, and those of dropped files, which the vault process wrote
 * itself. The window only has the token: it can neither name a path
 * nor learn one. The schema of each channel takes only tokens of its own purpose.
 */
export type FileTokens = {
  /** @throws Failure 'not-found' for an unknown token. */
  readonly path: (token: FileToken) => string
  readonly add: (token: FileToken, path: string) => void
  /** The file is gone. */
  readonly remove: (token: FileToken) => void
}

export const newFileToken = <P extends FilePurpose>(purpose: P): FileToken<P> =>
  FileToken[purpose].parse(`${purpose}.${randomBytes(16).toString('hex')}`) as FileToken<P>

export const createFileTokens = (): FileTokens => {
  const paths = new Map<string, string>()
  return {
    path: (token) => {
      const path = paths.get(token)
      if (path === undefined) throw new Failure('not-found')
      return path
    },
    add: (token, path) => {
      paths.set(token, path)
    },
    remove: (token) => {
      paths.delete(token)
    },
  }
}
