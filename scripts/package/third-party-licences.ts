import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rowsBelow } from '../../tools/repo-rules/packages.ts'
import { nodeModules, root } from '../setup/paths.ts'

const licenceIn = (folder: string): string | undefined => {
  if (!existsSync(folder)) return undefined
  const name = readdirSync(folder)
    .sort()
    .find((each) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(each))
  return name === undefined ? undefined : readFileSync(join(folder, name), 'utf8').trim()
}

/** Fonts of the app: no code of these packages is part of it. */
const fonts = ['@fontsource/noto-sans-kr', '@fontsource/noto-sans-sc'].map((name) => [
  name,
  'OFL-1.1',
  '',
  'Google and Adobe',
])

/**
 * The licences of all packages that the app contains a part of, one after the other. The list is
 * that of docs/DEPENDENCIES.md; `npm run check:packages` keeps it complete.
 */
export const thirdPartyLicences = (): string => {
  const document = readFileSync(join(root, 'docs', 'DEPENDENCIES.md'), 'utf8')
  return [...rowsBelow(document, 'Part of the app'), ...fonts]
    .map(([name = '', licence = '', , maintainer = '']) => {
      const text = licenceIn(join(nodeModules, name)) ?? 'Its package has no file with the licence.'
      return `${name} (${licence}), by ${maintainer}\n\n${text}\n`
    })
    .join(`\n${'-'.repeat(78)}\n\n`)
}
