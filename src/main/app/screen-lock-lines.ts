/**
 * What `gdbus monitor` prints when a Linux desktop locks its screen, goes to sleep, or has its lid
 * closed: GNOME's and the freedesktop.org screen savers, logind, UPower.
 */
const lines = [
  /^\S+: org\.(gnome|freedesktop|cinnamon|mate|xfce)\.ScreenSaver\.ActiveChanged \(true,\)$/,
  /^\S+: org\.freedesktop\.login1\.Session\.Lock \(\)$/,
  /^\S+: org\.freedesktop\.login1\.Manager\.PrepareFor(Sleep|Shutdown) \(true,\)$/,
  /PropertiesChanged \('org\.freedesktop\.login1\.Session', \{.*'LockedHint': <true>/,
  /PropertiesChanged \('org\.freedesktop\.UPower', \{.*'LidIsClosed': <true>/,
]

/** Does this line say that nobody sits at the screen any more? */
export const saysLocked = (line: string): boolean => lines.some((pattern) => pattern.test(line))
