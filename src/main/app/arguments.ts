const refused = [
  /^--?inspect/,
  /^--?remote-debugging-/,
  /^--?no-sandbox/,
  /^--?disable-.*sandbox/,
  /^--?load-extension/,
  /^--?js-flags/,
  /^--?require/,
  /^-r$/,
]

/**
 * Would these arguments open the app to another program? A packaged app does not start with them;
 * the unpackaged one does, because the end-to-end tests drive it through the inspector.
 */
export const isRefusedArgument = (argument: string): boolean =>
  refused.some((pattern) => pattern.test(argument.toLowerCase()))
