import type { Paper, PaperBlock } from '../shared/paper.ts'
import { escapeHtml, languageTags, printPolicy } from './html-parts.ts'
import { printStyle } from './html-style.ts'

const style = `
*{box-sizing:border-box}
body{margin:0;font-size:10pt;line-height:1.5;color:#1a1d1b;overflow-wrap:anywhere}
[lang|=ko]{word-break:keep-all}
h1{font-size:16pt;line-height:1.25;margin:0 0 3mm}
h2{font-size:11pt;margin:5mm 0 1.5mm;break-after:avoid}
p,dl{margin:0 0 1.5mm;white-space:pre-wrap;orphans:3;widows:3}
dl{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:0 1rem}
dt{color:#4d544f}
dd{margin:0}
.code{font-size:7.5pt;line-height:1.3;margin:0 0 .6mm}
.code:is(dl){grid-template-columns:5.5rem minmax(0,1fr)}
.d1{margin-inline-start:5mm}
.d2{margin-inline-start:10mm}
.d3{margin-inline-start:15mm}
.d4{margin-inline-start:20mm}
@page{size:A4;margin:20mm 18mm 22mm;@bottom-center{content:counter(page) ' / ' counter(pages);font-size:8pt;color:#4d544f}}
`

const tags = { title: 'h1', heading: 'h2', text: 'p', fact: 'p', code: 'p' } as const

const blockHtml = ({ as, name, words, language, depth, mark }: PaperBlock): string => {
  const kind = `class="${as} d${String(depth)}"`
  const own = language === '' ? '' : ` lang="${escapeHtml(language)}"`
  const said = escapeHtml(words)
  const before = mark === '' ? '' : `${escapeHtml(mark)} `
  if (name !== '') {
    return `<dl ${kind}><dt>${before}${escapeHtml(name)}</dt><dd dir="auto"${own}>${said}</dd></dl>\n`
  }
  return `<${tags[as]} ${kind} dir="auto"${own}>${before}${said}</${tags[as]}>\n`
}

/**
 * A sheet as the page that its PDF is made of: words as they were shown, in our own markup and the
 * app's own fonts. Equal sheets give equal bytes.
 */
export const paperHtml = ({ language, blocks }: Paper): string => `<!doctype html>
<html lang="${languageTags[language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${printPolicy}">
<meta name="referrer" content="no-referrer">
<link rel="stylesheet" href="fonts.css">
<style>${style}${printStyle}</style>
</head>
<body>
<main>
${blocks.map(blockHtml).join('')}</main>
</body>
</html>
`
