import { spawnSync } from 'node:child_process'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'

/**
 * A call of the `age` tool that encrypts these bytes, reading them from a file and writing nowhere;
 * null where there is no such tool. It knows X25519 recipients for certain, hybrid ones only when
 * it is recent: so it gets the former, which changes the header and not the speed.
 */
export const ageTool = (
  folder: string,
  plain: Uint8Array,
  { recipient }: { readonly recipient: string },
): (() => void) | null => {
  if (spawnSync('age', ['--version']).status !== 0) return null
  const input = join(folder, 'age-input')
  writeFileSync(input, plain, { mode: 0o600 })
  return () => {
    const { status } = spawnSync('age', ['-r', recipient, '-o', devNull, input])
    if (status !== 0) throw new Error('the age tool failed')
  }
}
