import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '../setup/paths.ts'
import { copyrightFile, debianChangelog } from './debian-control.ts'
import { appFiles, filled, templates } from './package-tree.ts'
import type { Entry, Source } from './package-tree.ts'
import { thirdPartyLicences } from './third-party-licences.ts'

const compressed = (content: string | Buffer): Buffer => gzipSync(content, { level: 9 })

const systemFiles = (source: Source): Entry[] => {
  const { edition, version, epoch } = source
  const { name } = edition
  const share = (...path: string[]): string => join('usr', 'share', ...path)
  const file = (path: string, from: string | Buffer): Entry => ({ path, isProgram: false, from })
  const icon = (size: string, template: string): Entry =>
    file(
      share('icons', 'hicolor', size, 'apps', name + template.slice(template.lastIndexOf('.'))),
      join(templates, template),
    )
  const read = (path: string): string => readFileSync(join(root, path), 'utf8')
  const page = (folder: string, template: string): Entry =>
    file(share('man', folder, 'man1', `${name}.1.gz`), compressed(filled(template, source)))
  return [
    { path: join('usr', 'bin', name), link: `../lib/${name}/${name}` },
    file(share('applications', `${name}.desktop`), filled('app.desktop', source)),
    file(share('mime', 'packages', `${name}.xml`), filled('mime.xml', source)),
    icon('48x48', 'icon-48.png'),
    icon('128x128', 'icon-128.png'),
    icon('256x256', 'icon-256.png'),
    icon('scalable', 'icon.svg'),
    page('', 'man.en'),
    page('ko', 'man.ko'),
    page('zh_CN', 'man.zh_CN'),
    file(share('doc', name, 'copyright'), Buffer.from(copyrightFile(edition, read('LICENSE')))),
    file(share('doc', name, 'third-party-licences.gz'), compressed(thirdPartyLicences())),
    file(share('doc', name, 'changelog.gz'), compressed(read('CHANGELOG.md'))),
    file(
      share('doc', name, 'changelog.Debian.gz'),
      compressed(debianChangelog(edition, version, epoch)),
    ),
    file(share('lintian', 'overrides', name), filled('lintian-overrides', source)),
    file(join('etc', 'apparmor.d', name), filled('apparmor', source)),
  ]
}

/** Every file and link of the package, sorted by path. */
export const packageEntries = (source: Source): readonly Entry[] =>
  [...appFiles(source, join('usr', 'lib', source.edition.name)), ...systemFiles(source)].sort(
    (a, b) => (a.path < b.path ? -1 : 1),
  )

/** The scripts that dpkg runs, by name. */
export const maintainerScripts = (source: Source): ReadonlyMap<string, Buffer> =>
  new Map(['postinst', 'postrm', 'prerm'].map((name) => [name, filled(name, source)]))

/** Files below /etc, which dpkg keeps when the user has changed them. */
export const configurationFiles = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap(({ path }) => (path.startsWith('etc/') ? [`/${path}`] : []))
