import { vi } from 'vitest'
import { Secret } from '../../src/crypto/secret.ts'

/** Every secret that is made while an act runs, by any code; all of them are real. */
export const secretsOf = async <T>(
  act: () => T | Promise<T>,
): Promise<{ readonly result: T; readonly secrets: readonly Secret[] }> => {
  const secrets: Secret[] = []
  const taken = vi.spyOn(Secret, 'take')
  const drawn = vi.spyOn(Secret, 'random')
  const copied = vi.spyOn(Secret.prototype, 'copy')
  const spies = [taken, drawn, copied]
  try {
    const result = await act()
    for (const { mock } of spies) {
      for (const { type, value } of mock.results)
        if (type === 'return') secrets.push(value as Secret)
    }
    return { result, secrets }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
