/**
 * The environment of the processes that hold keys or an image of a stranger: nothing of the person's. It has
 * one variable because Electron takes an empty one to mean that all of its own is inherited (measured
 * with Electron 25, and so in its source since).
 */
export const bareEnvironment: Record<string, string> = { LANG: 'C' }
