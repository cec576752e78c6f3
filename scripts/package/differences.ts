import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** Everything below a folder, by path: its kind and mode, and a digest of its content. */
const inventory = (folder: string, below = ''): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const name of readdirSync(join(folder, below)).sort()) {
    const path = join(below, name)
    const full = join(folder, path)
    const stat = lstatSync(full)
    const mode = (stat.mode & 0o7777).toString(8)
    if (stat.isSymbolicLink()) found.set(path, `link to ${readlinkSync(full)}`)
    else if (stat.isDirectory()) {
      found.set(path, `folder, mode ${mode}`)
      for (const [inner, what] of inventory(folder, path)) found.set(inner, what)
    } else {
      const digest = createHash('sha256').update(readFileSync(full)).digest('hex')
      found.set(path, `file, mode ${mode}, SHA-256 ${digest}`)
    }
  }
  return found
}

/** What differs between two folders, one line for each path. Times and owners are not compared. */
export const differences = (a: string, b: string): readonly string[] => {
  const [left, right] = [inventory(a), inventory(b)]
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort()
    .filter((path) => left.get(path) !== right.get(path))
    .map((path) => `${path}: ${left.get(path) ?? 'nothing'} / ${right.get(path) ?? 'nothing'}`)
}
