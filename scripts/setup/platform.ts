/** The path of the Electron executable in an unpacked distribution, per platform. */
export const executableInDist = (platform: NodeJS.Platform = process.platform): string => {
  switch (platform) {
    case 'darwin':
      return 'Electron.app/Contents/MacOS/Electron'
    case 'win32':
      return 'electron.exe'
    default:
      return 'electron'
  }
}
