import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nodeModules } from '../setup/paths.ts'

/** A package that is not bundled, and the parts that the app needs. */
export type NativePackage = {
  /** Its folder in node_modules. */
  readonly name: string
  readonly parts: readonly string[]
}

/** Packages with native code: they cannot be bundled. */
export const nativePackages = (): NativePackage[] => {
  const all: NativePackage[] = [
    { name: 'better-sqlite3', parts: ['package.json', 'LICENSE', 'lib', 'prebuilds'] },
  ]
  return all.map(({ name, parts }) => ({
    name,
    parts: parts.filter((part) => existsSync(join(nodeModules, name, part))),
  }))
}
