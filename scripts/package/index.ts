import { parseArgs } from 'node:util'
import { runMain, Stop } from '../setup/log.ts'
import { packageRelease } from './make.ts'
import { verifyReproducible } from './reproducible.ts'

/**
 * `npm run package [-- --portable | --flatpak | --sizes | --verify-reproducible] [--level 0]`, and
 * `npm run package:evaluation`.
 */
await runMain(async () => {
  const { values } = parseArgs({
    options: {
      evaluation: { type: 'boolean', default: false },
      portable: { type: 'boolean', default: false },
      flatpak: { type: 'boolean', default: false },
      sizes: { type: 'boolean', default: false },
      'verify-reproducible': { type: 'boolean', default: false },
      level: { type: 'string', default: '6' },
    },
  })
  if (!/^\d$/.test(values.level)) throw new Stop(`not a level of xz, 0 to 9: ${values.level}`)
  const wanted = { asEvaluation: values.evaluation, level: Number(values.level) }
  if (values['verify-reproducible']) return verifyReproducible(wanted)
  await packageRelease({
    ...wanted,
    isPortable: values.portable,
    isFlatpak: values.flatpak,
    isCompared: values.sizes,
  })
  return 0
})
