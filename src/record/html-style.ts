/** For PDFs: the fonts that come with the app, on every system the same. */
export const printStyle = `
body{font-family:'Noto Sans KR','Noto Sans SC'}
html[lang=zh] body,[lang|=zh]{font-family:'Noto Sans SC','Noto Sans KR'}
[lang|=ko]{font-family:'Noto Sans KR','Noto Sans SC'}
.digest{font-family:inherit}
`

/** Generic families only: a font's name would tell the system that it was made on. */
export const recordStyle = `
:root{color-scheme:light}
body{margin:0 auto;max-width:46rem;padding:2rem 1.25rem;font:1rem/1.6 serif;color:#1a1d1b;background:#fff}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.2rem;margin:2.25rem 0 .75rem;border-bottom:1px solid #8a918c;padding-bottom:.25rem}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
p{margin:.5rem 0}
.words{white-space:pre-wrap;overflow-wrap:anywhere}
.item{break-inside:avoid;margin:1.25rem 0;padding-left:1rem;border-left:3px solid #8a918c}
.text{break-inside:auto}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0;font-size:.9rem}
dt{color:#4a514c}
dd{margin:0}
.removed{border:1px solid #4a514c;border-radius:2px;padding:0 .25em;font-size:.9em;white-space:nowrap}
table{border-collapse:collapse;width:100%;font-size:.85rem}
th,td{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0}
.digest{font-family:monospace;font-size:.75rem;overflow-wrap:anywhere}
@page{size:A4;margin:20mm}
@media print{body{max-width:none;padding:0}}
`
