import type { Edition } from './edition.ts'

/** The address that signs releases (docs/RELEASING.md). */
export const maintainer = 'The Understory authors <releases@understory.example>'

/** Debian's name for this machine's processor. */
export const architecture = process.arch === 'x64' ? 'amd64' : process.arch

const description = {
  summary: 'encrypted, offline case notes that protect sources',
  text: [
    'Understory is a notebook for people who document abuses. It keeps what a',
    'source said apart from the identity of the source, marks words that could',
    'expose a source, and exchanges signed reports as encrypted files.',
    '.',
    'The app has no network code. It runs in a network namespace without an',
    'interface, made by bubblewrap.',
  ],
  evaluation: [
    '.',
    'THIS IS AN EVALUATION BUILD. It runs on an Electron that gets no security',
    'fixes. Never put real sources into it.',
  ],
}

/** What the package is beside its files. */
export type ControlFacts = {
  readonly edition: Edition
  /** Of the package, with a Debian revision. */
  readonly version: string
  /** Packages that have the app's shared libraries. */
  readonly libraries: readonly string[]
  /** Of all files together, in KiB. */
  readonly installedSize: number
}

/**
 * The package's control file. Recommended: fonts for Korean and Chinese; `gdbus`, by which the vault
 * locks with the screen; the desktop's portal, which decodes previews in the file dialog.
 */
export const controlFile = ({
  edition,
  version,
  libraries,
  installedSize,
}: ControlFacts): string => {
  const isEvaluation = edition.warning.en !== ''
  const summary = isEvaluation ? `${description.summary} (evaluation)` : description.summary
  const text = [...description.text, ...(isEvaluation ? description.evaluation : [])]
  return `${[
    `Package: ${edition.name}`,
    `Version: ${version}`,
    `Architecture: ${architecture}`,
    `Maintainer: ${maintainer}`,
    `Installed-Size: ${String(installedSize)}`,
    `Depends: ${[...libraries, 'bubblewrap'].sort().join(', ')}`,
    'Recommends: fonts-noto-cjk, libglib2.0-bin, xdg-desktop-portal-gtk | xdg-desktop-portal-backend',
    'Section: editors',
    'Priority: optional',
    `Description: ${summary}`,
    ...text.map((line) => ` ${line}`),
  ].join('\n')}\n`
}

/** @param seconds since 1970. */
export const debianChangelog = (edition: Edition, version: string, seconds: number): string => {
  const date = new Date(seconds * 1000).toUTCString().replace('GMT', '+0000')
  return [
    `${edition.name} (${version}) stable; urgency=medium`,
    '',
    '  * The changes of this version are in changelog.gz beside this file.',
    '',
    ` -- ${maintainer}  ${date}`,
    '',
  ].join('\n')
}

/** The first part of the package's copyright file, in the form that Debian asks for. */
const copyrightHead = (
  edition: Edition,
): string => `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Understory
Comment:
 The app contains Electron, which contains Chromium and Node.js. Their licences
 are in /usr/lib/${edition.name}/LICENSE.electron.txt and LICENSES.chromium.html.
 .
 The licences of all other packages of which the app has a part are in
 third-party-licences.gz beside this file. Readings of Chinese characters come
 from the Unihan database, and characters that look alike from Unicode Technical
 Standard 39: their licence is in /usr/lib/${edition.name}/licences/unicode.txt.
 Places are a selection from GeoNames (https://www.geonames.org), under CC BY 4.0
 (https://creativecommons.org/licenses/by/4.0/), with names of our own. Country
 outlines come from Natural Earth, in the public domain.

Files: *
`

/** @param licence the text of the project's licence, with its line of copyright. */
export const copyrightFile = (edition: Edition, licence: string): string => {
  const owner = /^Copyright \(c\) (.*)$/m.exec(licence)?.[1] ?? ''
  const text = licence
    .trim()
    .split('\n')
    .slice(1)
    .filter((line) => !line.startsWith('Copyright'))
    .join('\n')
    .trim()
    .split('\n')
    .map((line) => ` ${line === '' ? '.' : line}`)
  return `${copyrightHead(edition)}Copyright: ${owner}\nLicense: Expat\n${text.join('\n')}\n`
}
