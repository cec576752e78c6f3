declare module '*.module.css' {
  /** Local class names; one that is not in the file is `undefined`, which React leaves out. */
  const classes: { readonly [name: string]: string | undefined }
  export default classes
}
declare module '*.css'
