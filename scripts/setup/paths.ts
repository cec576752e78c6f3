import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Ignored by git; everything in it can be made again. */
export const cache = join(root, '.cache')

export const nodeModules = join(root, 'node_modules')

/** The output of the build, which a run stages. */
export const out = join(root, 'out')
