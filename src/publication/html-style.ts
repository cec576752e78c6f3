/** For PDFs: the fonts that come with the app, on every system the same. */
export const printStyle = `
html,body,pre,.digest,.kind,h3,dl,table{font-family:'Noto Sans KR','Noto Sans SC'}
[lang|=zh],[lang|=zh] :is(body,pre,.digest,.kind,h3,dl,table){font-family:'Noto Sans SC','Noto Sans KR'}
[lang|=ko]{font-family:'Noto Sans KR','Noto Sans SC'}
@page{@bottom-center{font-family:'Noto Sans KR'}}
`

/** Generic families only: a font's name would tell the system that it was made on. */
export const recordStyle = `
:root{color-scheme:light dark;--ink:#1a1d1b;--quiet:#4d544f;--rule:#c3c8c4;--mark:#2f5d50;--paper:#fff;--wash:#f4f6f4}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e9e6;--quiet:#a9b0ab;--rule:#444b46;--mark:#8cc3b1;--paper:#161917;--wash:#1f2321}}
*{box-sizing:border-box}
html{background:var(--paper);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:44rem;padding:3rem 1.5rem 4rem;font:1.0625rem/1.65 serif;color:var(--ink);overflow-wrap:anywhere}
:is([lang|=ko],[lang|=zh]) body{font-family:sans-serif;font-size:1rem;line-height:1.75}
[lang|=ko]{word-break:keep-all}
header{border-top:.25rem solid var(--mark);padding-top:.9rem;margin-bottom:2.5rem}
.kind{margin:0 0 .4rem;font:600 .8125rem/1.4 sans-serif;letter-spacing:.04em;color:var(--mark)}
h1{font-size:2rem;line-height:1.22;margin:0;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:2.75rem 0 1rem;padding-bottom:.35rem;border-bottom:1px solid var(--rule);break-after:avoid}
h3{font:600 .8125rem/1.4 sans-serif;letter-spacing:.04em;color:var(--mark);margin:0 0 .3rem;break-after:avoid}
p{margin:0 0 .75rem;orphans:3;widows:3}
.words{white-space:pre-wrap}
.item{break-inside:avoid;margin:0 0 2rem}
.item .words{margin-bottom:.6rem}
.claim .words{font-size:1.125em;line-height:1.55}
.text{break-inside:auto}
.text .words{padding-left:1.1rem;border-left:2px solid var(--rule)}
dl{display:grid;grid-template-columns:minmax(5.5rem,max-content) minmax(0,1fr);gap:.15rem 1rem;margin:0 0 .75rem;font:.875rem/1.5 sans-serif}
dt{color:var(--quiet)}
dd{margin:0}
.removed{padding:0 .3em;border:1px solid var(--quiet);border-radius:2px;font-size:.875em;color:var(--quiet);white-space:nowrap}
table{border-collapse:collapse;width:100%;font:.875rem/1.5 sans-serif}
th,td{text-align:left;vertical-align:baseline;padding:.35rem 1rem .35rem 0;border-bottom:1px solid var(--rule)}
thead th{font-weight:400;color:var(--quiet)}
th[scope=row]{width:3.5rem;white-space:nowrap}
tr,.grades{break-inside:avoid}
pre,.digest{font-family:monospace;font-size:.75rem;line-height:1.5;word-break:break-all}
pre{margin:0 0 1rem;padding:.6rem .8rem;white-space:pre-wrap;background:var(--wash);border:1px solid var(--rule)}
@page{size:A4;margin:22mm 20mm 24mm;@bottom-center{content:counter(page) ' / ' counter(pages);font:8pt sans-serif;color:#4d544f}}
@media print{body{max-width:none;padding:0;font-size:10.5pt}:is([lang|=ko],[lang|=zh]) body{font-size:10pt}h1{font-size:20pt}h2{font-size:13pt}pre{background:none}}
`
