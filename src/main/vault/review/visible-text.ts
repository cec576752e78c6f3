/**
 * What a reader sees of our own HTML, in place: markup, style and policy become spaces, so that
 * offsets stay those of the page.
 */
export const visibleText = (html: string): string =>
  html.replace(/<style>[^<]*<\/style>|<[^>]*>|&(?:amp|lt|gt|quot|#39);/g, (markup) =>
    ' '.repeat(markup.length),
  )
