/**
 * The environment of the processes that hold keys or an untrusted image: nothing from the user's
 * shell. It has one variable because Electron takes an empty environment to mean that its own is
 * inherited (measured with Electron 25, and so in its source since).
 */
export const bareEnvironment: Record<string, string> = { LANG: 'C' }
