import { fileToken } from './records.ts'

const today = '2024-04-12'

const pair = (count: number) => ({ expected: count, found: count })

/** Canned answers of backups; two earlier backups, unless `empty`. */
export const backupAnswers = (empty: boolean) => ({
  'dialog.openBackup': () => ({ file: { token: fileToken('backup', 9), name: 'k3v9w2.age' } }),
  'backups.list': () => ({
    due: false,
    backups: empty
      ? []
      : [
          {
            backupId: 'b'.repeat(32),
            day: today,
            bytes: 2_621_440,
            to: ['scrypt'],
            tested: today,
            held: true,
          },
          {
            backupId: 'c'.repeat(32),
            day: '2024-03-10',
            bytes: 2_359_296,
            to: ['4F2A-91C7-D03E-B658'],
            tested: null,
            held: null,
          },
        ],
  }),
  'backups.make': () => ({
    fileName: 'k3v9w2.age',
    bytes: 2_621_440,
    brokenAttachments: 0,
  }),
  'backups.sealAnew': () => ({ fileName: 'm2x8q1.age', bytes: 2_621_440 }),
  'backups.test': () => ({
    backupId: 'b'.repeat(32),
    day: today,
    known: true,
    asNoted: true,
    records: pair(42),
    revisions: pair(61),
    journalLines: pair(240),
    attachments: pair(3),
    brokenAttachments: 0,
    faults: 0,
    searchIndexHolds: true,
    held: true,
  }),
  'vault.restore': () => ({
    recoveryCode: '7K3M-Q9XD-2FHT-VB6N-0RWC-8JYP-4GSZ-E5AK-M1QT',
    brokenAttachments: 0,
  }),
})
