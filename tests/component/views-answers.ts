import { packLists } from './packed-lists.ts'
import type { Answers } from './answers.ts'
import { stateDigest } from './records.ts'

/** A report by another author, whose source withdrew its consent. */
export const theirReport: Answers = {
  'records.revisable': () => ({
    may: false,
    by: { author: '77B0-12AA-93FE-0C4D', from: { state: 'verified', pseudonym: 'Egret' } },
  }),
  'custody.of': ({ id }) => ({
    revisions: [],
    holders: [],
    notices: [
      {
        subject: id,
        subjectKind: 'source',
        name: 'Quiet Heron',
        kind: 'withdrawal',
        day: '2024-04-02',
        author: '77B0-12AA-93FE-0C4D',
        from: { state: 'verified', pseudonym: 'Egret' },
        text: '',
        uses: ['internal', 'share-desk'],
        isAnswered: false,
      },
    ],
  }),
}

/** A quarantined file by an unknown sender. */
export const fileOfStranger: Answers = {
  'quarantine.preview': () => ({
    basedOn: stateDigest,
    exportId: 'i2',
    sender: '77b0 12aa 93fe 0c4d 77b0 12aa 93fe 0c4d',
    senderIsUs: false,
    from: { state: 'unknown', pseudonym: '' },
    isSetAside: true,
    day: '2024-04-12',
    purpose: 'Field notes',
    seen: false,
    cameBefore: false,
    notices: [],
    escrow: null,
    items: [],
    needs: packLists([]),
  }),
}
