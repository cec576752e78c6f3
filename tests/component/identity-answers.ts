import type { Out } from '../../src/shared/contract.ts'
import { recordId } from './records.ts'

type Status = Out<'identity.status'>

const recipient = (label: string, own: boolean): Status['recipients'][number] => ({
  fingerprint: own
    ? '4f2a 91c7 d03e b658 77b0 12aa 93fe 0c4d'
    : '0c4d 93fe 12aa 77b0 b658 d03e 91c7 4f2a',
  label,
  own,
})

/** A vault with its own identity key, which can be opened and closed, and a second editor's key. */
export const identityAnswers = (empty: boolean) => {
  let status = {
    ownKey: !empty,
    recipients: empty ? [] : [recipient('Desk in Seoul', true), recipient('Second editor', false)],
    keyOpenUntil: null as number | null,
  }
  const become = (change: Partial<typeof status>): typeof status => {
    status = { ...status, ...change }
    return status
  }
  return {
    'sources.proposeOrigins': () =>
      status.keyOpenUntil === null ? [] : [[recordId(10), recordId(11)]],
    'identity.status': () => status,
    'identity.createKey': ({ label }: { readonly label: string }) =>
      become({ ownKey: true, recipients: [recipient(label, true)] }),
    'identity.changePassphrase': () => ({}),
    'identity.ownPublicKey': () =>
      status.ownKey
        ? { key: 'k7_Q-x'.repeat(271).slice(0, 1622), fingerprint: recipient('', true).fingerprint }
        : null,
    'identity.addRecipient': ({ label }: { readonly label: string }) =>
      become({
        recipients: [
          ...status.recipients,
          { ...recipient(label, false), fingerprint: '12aa 77b0 4f2a 91c7 93fe 0c4d d03e b658' },
        ],
      }),
    'identity.removeRecipient': ({ fingerprint }: { readonly fingerprint: string }) =>
      become({
        recipients: status.recipients.filter((each) => each.fingerprint !== fingerprint),
      }),
    'identity.openKey': () => become({ keyOpenUntil: Date.parse('2024-04-12T09:40:00Z') }),
    'identity.closeKey': () => become({ keyOpenUntil: null }),
    'identity.confirmNameExceptions': () => ({}),
    'identity.read': () => ({
      identities: [
        {
          name: '박서연',
          otherNames: ['Pak Sŏ-yŏn', '朴瑞姸'],
          contact: '+86 138 0013 8000, through the tea house',
          note: 'Call after eight in the evening.',
        },
      ],
      seconds: 60,
    }),
  }
}
