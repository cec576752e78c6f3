/** Nothing smaller is written: most hand-overs look alike. */
export const paddingFloor = 64 * 1024

/**
 * The padded size of `bytes`: Padmé (Nikitin et al., PETS 2019) over a floor of 64 KiB. Reveals
 * O(log log n) bits of the size for at most 12 % more.
 */
export const padme = (bytes: number): number => {
  if (bytes <= paddingFloor) return paddingFloor
  const exponent = Math.floor(Math.log2(bytes))
  const kept = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** (exponent - kept)
  return Math.ceil(bytes / step) * step
}
