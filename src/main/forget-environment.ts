/**
 * For a process that needs no environment: what Chromium puts there for its own ends goes too (the
 * address of the desktop's message bus).
 */
export const forgetEnvironment = (): void => {
  for (const name of Object.keys(process.env)) delete process.env[name]
}
