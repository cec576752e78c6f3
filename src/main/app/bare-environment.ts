/**
 * The environment of the processes that hold keys: nothing from the user's shell. It has one variable because Electron takes an empty environment to mean that its own is
 * inherited (so its source says).
 */
export const bareEnvironment: Record<string, string> = { LANG: 'C' }
