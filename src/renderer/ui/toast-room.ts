const most = 3

/** Whatever says so much stays until it is closed. */
export const stays = ({ more }: { readonly more?: unknown }): boolean => more !== undefined

/**
 * What stands at the foot of the window, oldest first: few, and the oldest goes first. No brief word
 * takes the place of one that stays until it is closed.
 */
export const withRoom = <T extends { readonly more?: unknown }>(said: readonly T[]): T[] => {
  const staying = said.filter(stays).slice(-most)
  const brief = said.filter((one) => !stays(one)).slice(-Math.max(1, most - staying.length))
  return said.filter((one) => staying.includes(one) || brief.includes(one))
}
