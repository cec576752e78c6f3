import type { DecoderKind } from '../vault/control.ts'

/**
 * The content security policy of a page that decodes one file.
 *
 * Only its own scripts: no request, no style, no script from text; and no picture, but for images
 * that the image page puts into an address itself.
 */
export const decoderPolicy = (kind: DecoderKind): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    ...(kind === 'image' ? ['img-src data:'] : []),
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
    `sandbox allow-scripts allow-same-origin`,
  ].join('; ')
