/**
 * The index of this version; it rises by one with every release, also with a correction of an older
 * version, and never falls. 0: a build that was never released.
 */
export const releaseIndex = 0
