import sodium from 'libsodium-wrappers'

/**
 * libsodium, once its WebAssembly is compiled. Everything under `src/crypto` is synchronous and
 * assumes that this was awaited once, at the start of the process or thread.
 */
export const sodiumReady = (): Promise<void> => sodium.ready

export { sodium }
