import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nodeModules } from '../setup/paths.ts'
import { runMain, Stop } from '../setup/log.ts'

await runMain(async () => {
  if (!existsSync(join(nodeModules, 'playwright', 'package.json')))
    throw new Stop('The npm packages are not installed. Run: npm ci')
  // Only now: what it imports is in those packages.
  const { runDemo } = await import('./run-demo.ts')
  return runDemo()
})
