import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { nodeModules } from '../setup/paths.ts'

/** A package that is not bundled, and the parts that the app needs. */
export type NativePackage = {
  /** Its folder in node_modules. */
  readonly name: string
  readonly parts: readonly string[]
}

/** The packages that npm chose for this machine: sharp's addon, and libvips as a shared library. */
const forThisMachine = (): NativePackage[] =>
  readdirSync(join(nodeModules, '@img'))
    .filter((name) => name.startsWith('sharp-'))
    .map((name) => {
      const folder = join('@img', name)
      return { name: folder, parts: readdirSync(join(nodeModules, folder)) }
    })

/** Packages with native code, and the packages that they require: none of them can be bundled. */
export const nativePackages = (): NativePackage[] => {
  const all: NativePackage[] = [
    { name: 'better-sqlite3', parts: ['package.json', 'LICENSE', 'lib', 'prebuilds'] },
    { name: 'sharp', parts: ['package.json', 'LICENSE', 'dist'] },
    {
      name: join('@img', 'colour'),
      parts: ['package.json', 'LICENSE.md', 'index.cjs', 'color.cjs'],
    },
    { name: 'detect-libc', parts: ['package.json', 'LICENSE', 'lib'] },
    {
      name: 'semver',
      parts: ['package.json', 'LICENSE', 'index.js', 'internal', 'classes', 'functions', 'ranges'],
    },
    ...forThisMachine(),
  ]
  return all.map(({ name, parts }) => ({
    name,
    parts: parts.filter((part) => existsSync(join(nodeModules, name, part))),
  }))
}
