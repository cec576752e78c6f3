declare module 'jpeg-js/lib/encoder.js' {
  /** A baseline JPEG without metadata, its colours at full resolution. */
  const encode: (
    image: { readonly data: Uint8Array; readonly width: number; readonly height: number },
    quality: number,
  ) => { readonly data: Uint8Array<ArrayBuffer> }
  export default encode
}
