/** A canvas, for which a test in Node has no type. */
export type Picture = {
  readonly width: number
  readonly height: number
  readonly getContext: (kind: '2d') => {
    readonly getImageData: (
      x: number,
      y: number,
      width: number,
      height: number,
    ) => { readonly data: readonly number[] }
  }
}
