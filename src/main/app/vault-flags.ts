/**
 * V8 flags of the vault process. In a file of their own because the bench imports them outside of
 * Electron.
 *
 * A young heap of 4 MB in place of up to 64: an import or export of thousands of reports takes half
 * as much memory at its highest, in about the same time (ADR 0027).
 */
export const vaultFlags = ['--max-semi-space-size=4']
