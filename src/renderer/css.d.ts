declare module '*.module.css' {
  /** Local class names; a missing one is `undefined`, which React omits. */
  const classes: { readonly [name: string]: string | undefined }
  export default classes
}
declare module '*.css'
