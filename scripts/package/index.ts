import { parseArgs } from 'node:util'
import { runMain } from '../setup/log.ts'
import { packageApp } from './make.ts'

/** `npm run package` and `npm run package:evaluation`. */
await runMain(async () => {
  const { values } = parseArgs({ options: { evaluation: { type: 'boolean', default: false } } })
  await packageApp(values.evaluation)
})
