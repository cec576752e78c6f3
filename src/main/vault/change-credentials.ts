import { plainDigest } from '../../crypto/digest.ts'
import {
  createRecoveryCode,
  formatRecoveryCode,
  parseRecoveryCode,
} from '../../crypto/recovery-code.ts'
import type { Secret } from '../../crypto/secret.ts'
import { sodium } from '../../crypto/sodium.ts'
import { Failure } from '../../shared/failure.ts'
import { recoveryCredential } from './files/credential.ts'
import { deskKeys } from './escrow/desks.ts'
import { makeEscrow } from './escrow/make-escrow.ts'
import type { ChangedEntries } from './storage/credential-change.ts'
import type { HeaderCredentials } from './storage/header-unlock.ts'
import type { OpenHeader } from './storage/header-file.ts'
import type { VaultController } from './session/vault-controller-port.ts'
import type { Session } from './session/session.ts'
import { withReplaced } from './storage/credential-change.ts'

/** What actions on an open vault's header need from the vault controller. */
export type HeaderActions = {
  readonly worker: string
  readonly credentials: HeaderCredentials
  /**
   * Runs an action of the open vault, one at a time.
   *
   * @throws Failure those of `session` and of `act`; 'locked' also where the vault locks meanwhile.
   */
  readonly inSession: <T>(session: () => Session, act: (of: Session) => Promise<T>) => Promise<T>
  /** @throws Failure 'locked', 'read-only'. */
  readonly writable: () => Session
  /**
   * Gives the open vault a new key and these credentials, then adds one line to the journal, which
   * does not tell which credential changed. The change is made even if that line can't be written.
   *
   * @throws Failure as `changeVaultKey`.
   */
  readonly changeKey: (opened: OpenHeader, changed: ChangedEntries) => void
}

/**
 * Remembers the digest of the code that was drawn last, for the session that drew it. A window that
 * was taken over must not make a code valid that its attacker knows.
 */
const createDrawnCode = () => {
  let drawn: { readonly session: Session; readonly digest: Uint8Array } | null = null
  return {
    keep: (session: Session, code: Secret): void => {
      drawn = { session, digest: plainDigest(code.bytes) }
    },
    /** @throws Failure 'bad-code' for any other code, or without a checksum that holds. */
    expect: (session: Session, text: string): void => {
      const code = parseRecoveryCode(text)
      const isDrawn =
        drawn?.session === session && sodium.memcmp(drawn.digest, plainDigest(code.bytes))
      code.wipe()
      if (!isDrawn) throw new Failure('bad-code')
    },
    forget: (): void => void (drawn = null),
  }
}

/** Changes the credentials of the vault. Each change gives it a new key and re-encrypts it. */
export const credentialActions = ({
  worker,
  credentials: { withPassphrase, withHeader },
  inSession,
  writable,
  changeKey,
}: HeaderActions): Pick<
  VaultController,
  'changePassphrase' | 'drawRecoveryCode' | 'newRecoveryCode' | 'escrowRecovery'
> => {
  const drawnCode = createDrawnCode()
  return {
    changePassphrase: (input) =>
      inSession(writable, async () => {
        await withPassphrase(input.current, input.currentKeyFile, (current) =>
          withHeader(current, 'passphrase', (opened) =>
            withPassphrase(input.next, input.nextKeyFile, (credential) =>
              withReplaced(opened, 'passphrase', credential, (changed) =>
                changeKey(opened, changed),
              ),
            ),
          ),
        )
      }),

    drawRecoveryCode: () => {
      const session = writable()
      const code = createRecoveryCode()
      try {
        drawnCode.keep(session, code)
        return formatRecoveryCode(code)
      } finally {
        code.wipe()
      }
    },

    newRecoveryCode: (input) =>
      inSession(writable, async (session) => {
        drawnCode.expect(session, input.code)
        const credential = recoveryCredential(worker, input.code)
        try {
          await withPassphrase(input.passphrase, input.keyFile, (current) =>
            withHeader(current, 'passphrase', (opened) =>
              withReplaced(opened, 'recovery', credential, (changed) => changeKey(opened, changed)),
            ),
          )
          drawnCode.forget()
        } finally {
          credential.wipe()
        }
      }),

    escrowRecovery: (input) =>
      inSession(writable, async (session) => {
        // Before seconds of Argon2id; checked again where it counts.
        deskKeys(session)
        await withPassphrase(input.passphrase, input.keyFile, (current) =>
          withHeader(current, 'passphrase', (opened) =>
            makeEscrow(session, opened, { worker, changeKey }),
          ),
        )
        session.emit({ kind: 'changed' })
      }),
  }
}
