import { app } from 'electron'

/**
 * Chromium's own habits of talking to the network and writing to the disk, each turned off. Every
 * line was needed for zero internet sockets under strace, or guards against a default that changes.
 */
const switches: readonly (readonly [name: string, value?: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', '127.0.0.1:1'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-client-side-phishing-detection'],
  ['disable-sync'],
  ['no-pings'],
  ['disable-quic'],
  ['disable-breakpad'],
  ['disable-gpu-shader-disk-cache'],
  ['disk-cache-size', '1'],
  ['media-cache-size', '1'],
  [
    'disable-features',
    [
      'AsyncDns',
      'AutofillServerCommunication',
      'CertificateTransparencyComponentUpdater',
      'DialMediaRouteProvider',
      'MediaRouter',
      'NetworkTimeServiceQuerying',
      'OptimizationHints',
      'SpareRendererForSitePerProcess',
      'Translate',
    ].join(','),
  ],
]

/**
 * Must run before the app is ready. Drawing is done in software: graphics drivers keep shader caches
 * in the home folder (Mesa does, measured), and they are code that this app has no need of.
 */
export const applySwitches = (): void => {
  app.disableHardwareAcceleration()
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value)
}
