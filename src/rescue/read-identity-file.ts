import { readFileSync, statSync } from 'node:fs'
import { Failure } from '../shared/failure.ts'
import { limits } from '../shared/limits.ts'

/** The text of a file of age identities. @throws Failure 'too-big', 'storage'. */
export function readIdentityFile(path: string): string {
  try {
    if (statSync(path).size > limits.identityText) throw new Failure('too-big')
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('storage')
  }
}
