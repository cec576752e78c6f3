import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { unreviewed } from '../../tools/repo-rules/packages.ts'
import { root } from '../setup/paths.ts'

/** `npm run check:packages`: docs/DEPENDENCIES.md names what is shipped, and what may run at install. */
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
})
const Package = z.object({ allowScripts: z.record(z.string(), z.boolean()) })

const faults = unreviewed(
  read('docs/DEPENDENCIES.md'),
  Lock.parse(JSON.parse(read('package-lock.json'))).packages,
  Package.parse(JSON.parse(read('package.json'))).allowScripts,
)
for (const fault of faults) process.stdout.write(`${fault}\n`)
process.exitCode = faults.length === 0 ? 0 : 1
