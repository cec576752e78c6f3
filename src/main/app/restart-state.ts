import type { Rectangle } from 'electron'
import { z } from 'zod'
import { TextSize } from '../../shared/records.ts'

const option = '--restart='
const maxChars = 16_384
const px = z.int().min(-99_999).max(99_999)

const State = z.strictObject({
  folder: z.string().min(1),
  bounds: z.strictObject({ x: px, y: px, width: px, height: px }),
  textSize: TextSize,
})

/** What a window leaves to the one after it. */
export type WindowState = {
  readonly bounds: Rectangle
  readonly textSize: TextSize
}

/** {@link WindowState} and the folder of the vault, as one command-line argument. */
export const restartArgument = (folder: string, { bounds, textSize }: WindowState): string => {
  const { x, y, width, height } = bounds
  const state = JSON.stringify({ folder, bounds: { x, y, width, height }, textSize })
  return option + Buffer.from(state).toString('base64url')
}

/** An argument that a restart added. */
export const isRestartArgument = (argument: string): boolean => argument.startsWith(option)

/** The state before the last restart; null after an ordinary start or for a malformed argument. */
export const stateBefore = (
  argv: readonly string[],
): (WindowState & { readonly folder: string }) | null => {
  const given = argv.filter(isRestartArgument).at(-1)
  if (given === undefined || given.length > maxChars) return null
  try {
    const json = Buffer.from(given.slice(option.length), 'base64url').toString('utf8')
    return State.parse(JSON.parse(json))
  } catch {
    return null
  }
}
