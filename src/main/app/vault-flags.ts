/**
 * How V8 runs in the vault process.
 *
 * - A way to collect: what was read does not lie about until the room is needed (`at-rest.ts`).
 * - A young heap of 4 MB in place of up to 64: an import or export of thousands of reports takes half as
 *   much memory at its highest, in about the same time (ADR 0027).
 */
export const vaultFlags = ['--expose-gc', '--max-semi-space-size=4']
