import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, extname, join, sep } from 'node:path'
import { addonInOut } from '../setup/addon.ts'
import { mustRun } from '../setup/exec.ts'
import { nodeModules, out, root } from '../setup/paths.ts'
import { buildStamp } from './build.ts'
import { nativePackages } from './native-packages.ts'

export type AppParts = {
  /** The SQLite addon for a runtime with Node-API 9. */
  readonly addon: string | undefined
  /** The package's own addons to copy; all of them by default. */
  readonly prebuilds?: (name: string) => boolean
}

/**
 * Lays out the built app as a runtime or a packager wants it: a bare package.json, `out/`, and the
 * packages that cannot be bundled.
 */
export const stageApp = (app: string, { addon, prebuilds }: AppParts): void => {
  const { name, productName, version, description, author, license } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<string, unknown>
  const described = { name, productName, version, description, author, license }
  mkdirSync(app, { recursive: true })
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ ...described, main: 'out/main/index.cjs' }),
  )
  // The app takes the day it was built from a file's date.
  cpSync(out, join(app, 'out'), {
    recursive: true,
    preserveTimestamps: true,
    filter: (file) => basename(file) !== buildStamp,
  })
  const resources = join(root, 'resources')
  if (existsSync(resources)) cpSync(resources, join(app, 'resources'), { recursive: true })

  for (const { name: folder, parts } of nativePackages()) {
    for (const part of parts) {
      cpSync(join(nodeModules, folder, part), join(app, 'node_modules', folder, part), {
        recursive: true,
        filter: (file) =>
          !file.includes(`${sep}prebuilds${sep}`) ||
          extname(file) !== '.node' ||
          prebuilds?.(basename(file, '.node')) !== false,
      })
    }
  }
  if (addon !== undefined) {
    mkdirSync(join(app, 'out', 'native'), { recursive: true })
    cpSync(addon, join(app, 'out', addonInOut))
  }
  if (process.platform !== 'win32') mustRun('chmod', ['-R', 'u+rwX,go+rX', app])
}
