import type { In } from '../../src/shared/contract.ts'
import { fileToken } from './records.ts'

const today = '2024-04-12'
const hex = (symbol: string): string => symbol.repeat(64)

/** Canned words of any key. */
export const cannedWords = {
  en: 'orbit velvet canyon drift maple anchor silent puzzle harvest ribbon timber glow'.split(' '),
  ko: '가격 나침반 다행 라디오 마을 바닷가 사과 아침 자전거 창문 편지 하늘'.split(' '),
  zh: '的 一 是 在 不 了 有 和 人 这 中 大'.split(' '),
}

/** The visible fields of a card. */
const card = (symbol: string, pseudonym: string) => ({
  card: hex(symbol),
  author: hex(symbol),
  pseudonym,
  key: Array.from({ length: 8 }, () => symbol.repeat(4)).join(' '),
  keys: hex(symbol),
  words: cannedWords,
  hasIdentity: true,
  desks: 0,
  serial: 2,
  day: today,
})

const recipientOf = (symbol: string): string =>
  `age1pq1${(symbol === 'a' ? 'q' : symbol === 'c' ? 'p' : 'z').repeat(1952)}`

/** The window never computes one, so any will do. */
const fingerprintOf = (recipient: string): string =>
  recipient.includes('qqq')
    ? '677c 1795 0b1e 44d2 9a60 c3f7 5d21 8e04'
    : '19e4 b37a 2c58 90fd 64b1 07ce a835 f29d'

const contact = (symbol: string, pseudonym: string) => ({
  ...card(symbol, pseudonym),
  recipient: recipientOf(symbol),
  fingerprint: fingerprintOf(recipientOf(symbol)),
  added: today,
  revoked: null,
  isDesk: false,
  namesUs: false,
  isSealedTo: false,
  lookAlikes: [] as { pseudonym: string; key: string }[],
  escrow: null,
})

/** Contacts in every state, one's own card, and a file of a stranger, unless there is nothing yet. */
export const contactAnswers = (empty: boolean) => ({
  'dialog.saveCard': () => ({ file: fileToken('newCard', 12) }),
  'contacts.self': () => ({ card: card('f', 'Heron'), isNew: true }),
  'contacts.saveCard': () => ({}),
  'contacts.previewCard': () => ({
    card: card('b', 'Bittern'),
    known: 'new',
    change: 'none',
    lookAlikes: [],
  }),
  'contacts.add': () => ({}),
  'contacts.list': () =>
    empty
      ? []
      : [
          { ...contact('a', 'Crane'), state: 'verified', verified: today, isDesk: true },
          { ...contact('c', 'Egret'), state: 'unverified', verified: null },
          { ...contact('d', '갈매기'), state: 'changed', verified: today, namesUs: true },
          { ...contact('e', '夜鹭'), state: 'revoked', verified: null, revoked: today },
        ],
  'contacts.verify': () => ({}),
  'contacts.revoke': () => ({}),
  'contacts.setDesk': () => ({}),
  'contacts.sealTo': () => ({}),
  'contacts.recipients': ({ recipients }: In<'contacts.recipients'>) =>
    recipients.map((recipient) => ({
      fingerprint: fingerprintOf(recipient),
      name: recipient.startsWith('age1pq1qqq') ? { pseudonym: 'Crane', state: 'verified' } : null,
      isOurs: false,
    })),
  'quarantine.list': () =>
    empty
      ? []
      : [
          {
            id: 'f'.repeat(32),
            sender: '77b0 12aa 93fe 0c4d 77b0 12aa 93fe 0c4d',
            contact: null,
            day: today,
            bytes: 65_776,
          },
        ],
  'quarantine.setAside': () => ({}),
  'quarantine.discard': () => ({}),
})
