import { join } from 'node:path'
import type { Configuration } from 'electron-builder'
import type { Edition } from './edition.ts'
import { templates } from './package-tree.ts'

/**
 * The targets of electron-builder for a system. On Linux the packages are made from the folder, by
 * scripts of this project.
 */
export const installersFor = (platform: NodeJS.Platform): readonly string[] => {
  switch (platform) {
    case 'win32':
      return ['nsis', 'zip']
    case 'darwin':
      return ['dmg']
    default:
      return ['dir']
  }
}

/**
 * Packages for Windows and macOS. NOT RUN: they were never built, installed or started, and the app
 * has no isolation by the kernel there (docs/PLATFORMS.md, docs/adr/0045).
 *
 * - No file type is registered, so that an export does not tell which app wrote it.
 * - Nothing is written for an updater: the app has none.
 * - There is no certificate of Microsoft or Apple: the system warns before it starts the app.
 */
export const otherSystems = (
  edition: Edition,
): Required<Pick<Configuration, 'win' | 'nsis' | 'mac' | 'dmg'>> => ({
  win: {
    icon: join(templates, 'icon-256.png'),
    // The archive is the portable form: it runs from its folder. electron-builder's own portable
    // executable unpacks itself into the temporary folder at each start.
    artifactName: `${edition.name}-\${version}-windows-\${arch}.\${ext}`,
  },
  nsis: {
    artifactName: `${edition.name}-\${version}-windows-\${arch}-setup.\${ext}`,
    oneClick: false,
    // Below Program Files, which only an administrator can write to: another program of the user
    // cannot replace the app.
    perMachine: true,
    allowToChangeInstallationDirectory: false,
    // The app would start with the rights of the installer.
    runAfterFinish: false,
    createDesktopShortcut: false,
    // A vault is not the app's data.
    deleteAppDataOnUninstall: false,
    differentialPackage: false,
    installerLanguages: ['en_US', 'ko_KR', 'zh_CN'],
  },
  mac: {
    artifactName: `${edition.name}-\${version}-macos-\${arch}.\${ext}`,
    category: 'public.app-category.productivity',
    // A signature without a certificate. Macs with Apple's processors start no program without one,
    // and with the hardened runtime such a program would refuse Electron's own libraries.
    identity: '-',
    hardenedRuntime: false,
  },
  dmg: { sign: false, writeUpdateInfo: false },
})
