import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isHot } from './model.ts'

const bytesOf = (path: string): Buffer => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0))

/**
 * Does a vault's folder have something that the next opening has to finish: a journal to roll back,
 * headers that are not copies of each other, temporary files beside the real ones, a mark of its
 * destruction?
 */
export const isHalfDone = (folder: string): boolean => {
  if (!existsSync(folder)) return false
  const names = readdirSync(folder)
  const hasDoubt = names.some((name) => name === 'destroying' || name.endsWith('.new'))
  const [header, copy] = ['header', 'header.bak'].map((name) => bytesOf(join(folder, name)))
  const isHeaderless = header?.length === 0 && copy?.length === 0
  const hasRest = isHeaderless && names.some((name) => !name.startsWith('lock'))
  return isHot(folder) || hasDoubt || hasRest || header?.equals(copy ?? Buffer.alloc(0)) === false
}
