import { whenIdle } from './when-idle.ts'

/** What lists and records are drawn in, with a letter of each script: tokens.css. */
const sizes = ['--t-1', '--t-2', '--t-3', '--t-4', '--t-5', '--t-6'] as const
const weights = [400, 500, 600] as const
/** The order of Korean is that of the interface. */
const orders = ['--font-ui', '--font-zh'] as const
const letters = 'Aa1 가 漢'

const fonts = sizes.flatMap((size) =>
  weights.flatMap((weight) =>
    orders.map((order) => `${String(weight)} var(${size}) var(${order})`),
  ),
)

/** Nobody sees it: asked where it stands, it is laid out, and it is gone before anything is painted. */
const layOut = (font: string): void => {
  const text = document.createElement('span')
  text.textContent = letters
  text.style.cssText = `position:absolute;visibility:hidden;font:${font}`
  document.body.append(text)
  text.getBoundingClientRect()
  text.remove()
}

/**
 * Has the fonts found that an opened vault is drawn in, one after the other, while the window has nothing
 * else to do. A window that is in a sandbox asks another process for each family, size and weight when it
 * first lays out a text in it: half a hundred questions, 20 ms in the stretch that draws the first list.
 */
export const findFontsAhead = (): void => {
  whenIdle(fonts.map((font) => () => layOut(font)))
}
