import { clipboard } from 'electron'

/**
 * What the app put on the clipboard goes with the session: the one place that every lock, every end and
 * the panic lock pass through. Panic clears it whatever it holds. An ordinary end clears nothing, because
 * nothing here knows what on it came from us.
 */
export const forgetCopied = (end: 'panic' | 'lock'): void => {
  if (end === 'panic') clipboard.clear()
}
