import { fileToken } from './records.ts'

const fingerprint = (letter: string): string => `SHA256:${letter.repeat(43)}`

/** The files of a release as the user chooses them: package, manifest and two signatures. */
export const releaseFiles = [
  { token: fileToken('release', 1), name: 'understory_1.1.0-1_amd64.deb' },
  { token: fileToken('release', 2), name: 'understory-1.1.0.release.json' },
  { token: fileToken('release', 3), name: 'understory-1.1.0.release.json.a.sig' },
  { token: fileToken('release', 4), name: 'understory-1.1.0.release.json.b.sig' },
]

/** Canned answers of a check: a genuine, newer release that changes a key. */
export const releaseAnswers = () => ({
  'dialog.openRelease': () => ({ files: releaseFiles }),
  'release.check': () => ({
    version: '1.1.0',
    day: '2024-04-02',
    index: 8,
    ownIndex: 7,
    isGenuine: true,
    order: 'newer' as const,
    signers: [
      { name: 'a', fingerprint: fingerprint('a') },
      { name: 'b', fingerprint: fingerprint('b') },
    ],
    unknown: [],
    files: [{ name: 'understory_1.1.0-1_amd64.deb', kind: 'package' as const, bytes: 128_450_560 }],
    news: {
      en: 'Opens scans in TIFF.\nThe map shows routes.',
      ko: 'TIFF 스캔을 엽니다.\n지도에 경로가 표시됩니다.',
      zh: '可打开 TIFF 扫描件。\n地图显示路线。',
    },
    nextKeys: null,
    revoked: [],
  }),
})
