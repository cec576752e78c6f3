import { createIdentityKeyPair, sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import type { ExportMetadata } from '../../src/main/exchange/build-export.ts'
import { signChain } from '../../src/main/exchange/custody-chain.ts'
import { signEscrow } from '../../src/main/exchange/escrow.ts'
import { signNotice } from '../../src/main/exchange/notice.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { verifyBundle } from '../../src/main/exchange/verify-bundle.ts'
import type { ChainLine, CustodyChain } from '../../src/shared/custody.ts'
import { Failure } from '../../src/shared/failure.ts'
import { Day } from '../../src/shared/ids.ts'
import { us } from './bundle-kit.ts'
import { build, day, id } from './sample.ts'
import type { person, Sample } from './sample.ts'

/** A signer. */
export type By = ReturnType<typeof person>
/** Days after `lastOfAll` are outside the range of the format. */
export const tooLate = Day.parse('2100-01-01')
export const lastOfAll = Day.parse('2099-12-31')

/** The result of importing a file with these records and metadata. */
export const outcome = async (
  by: By,
  gathered: Sample,
  metadata: Partial<ExportMetadata> = {},
): Promise<string> => {
  const { plaintext } = build(by, [us], gathered, null, metadata)
  return verifyBundle([plaintext], us, noPace).then(
    () => 'accepted',
    (cause: unknown) => (cause instanceof Failure ? cause.code : String(cause)),
  )
}

/** One full line of a chain. */
export const line = (change: Partial<Extract<ChainLine, { seq: number }>> = {}) => ({
  actor: 'Heron',
  day,
  digest: 'cd'.repeat(32),
  kind: 'record.saved' as const,
  prev: '0'.repeat(64),
  seq: 3,
  subjectPrev: '0'.repeat(64),
  txn: 2,
  ...change,
})
export const chainBy = (
  by: By,
  told: Partial<Pick<CustodyChain, 'lines' | 'arrivals' | 'subject' | 'subjectKind'>> = {},
): CustodyChain =>
  signChain({ lines: [line()], subject: id(3), subjectKind: 'report', ...told }, by.author, by.keys)
export const arrival = (by: By, change: object = {}) => ({
  exported: day,
  manifest: 'ef'.repeat(32),
  received: day,
  sender: by.author,
  txn: 1,
  ...change,
})
export const noticeBy = (by: By, change: object = {}) =>
  signNotice(
    {
      author: by.author,
      day,
      kind: 'withdrawal',
      revision: null,
      subject: id(2),
      subjectKind: 'source',
      text: '',
      uses: ['publish-attributed'],
      ...change,
    },
    by.keys,
  )
export const escrowBy = (by: By, change: object = {}) =>
  signEscrow(
    {
      author: by.author,
      day,
      serial: 1,
      seal: sealIdentity(
        new Uint8Array(20),
        [createIdentityKeyPair().publicKey],
        new Uint8Array(1),
      ),
      ...change,
    },
    by.keys,
  )
