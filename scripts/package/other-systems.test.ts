import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluation, release } from './edition.ts'
import { installersFor, otherSystems } from './other-systems.ts'

// These packages have not been built here: electron-builder makes them on their own systems only.
describe.each([release, evaluation])('the packages of $name for Windows and macOS', (edition) => {
  const { win, nsis, mac, dmg } = otherSystems(edition)

  it('are an installer and an archive for Windows, and a disk image for macOS', () => {
    expect(installersFor('win32')).toEqual(['nsis', 'zip'])
    expect(installersFor('darwin')).toEqual(['dmg'])
    expect(installersFor('linux')).toEqual(['dir'])
  })

  it('are named as the packages for Linux are, with the version of package.json', () => {
    expect([win?.artifactName, nsis?.artifactName, mac?.artifactName]).toEqual([
      `${edition.name}-\${version}-windows-\${arch}.\${ext}`,
      `${edition.name}-\${version}-windows-\${arch}-setup.\${ext}`,
      `${edition.name}-\${version}-macos-\${arch}.\${ext}`,
    ])
    expect(existsSync(String(win?.icon))).toBe(true)
  })

  it('register no type of file, and write nothing for an updater', () => {
    for (const options of [win, nsis, mac, dmg]) {
      const names = Object.keys(options ?? {})
      expect(names).not.toContain('fileAssociations')
      expect(names).not.toContain('protocols')
      expect(names).not.toContain('publish')
    }
    expect(nsis).toMatchObject({ differentialPackage: false })
    expect(dmg).toMatchObject({ writeUpdateInfo: false })
  })

  it('install where only an administrator can write, and removing them removes no vault', () => {
    expect(nsis).toMatchObject({
      oneClick: false,
      perMachine: true,
      allowToChangeInstallationDirectory: false,
      deleteAppDataOnUninstall: false,
      runAfterFinish: false,
    })
  })
})
