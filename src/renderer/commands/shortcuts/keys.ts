import type { Shortcuts } from '../../ui/chord.ts'

/** Active in the whole window, unless an overlay is open. */
export const windowKeys = {
  palette: { says: 'nav.shortcutPalette', keys: ['Ctrl+K'] },
  newReport: { says: 'nav.shortcutNewReport', keys: ['Ctrl+N'] },
  quickNote: { says: 'palette.quickNote', keys: ['Ctrl+Shift+N'] },
  find: { says: 'nav.shortcutFind', keys: ['Ctrl+F'] },
  undo: { says: 'undo.last', keys: ['Ctrl+Z'] },
  sidebar: { says: 'nav.shortcutSidebar', keys: ['Ctrl+\\'] },
  settings: { says: 'nav.settings', keys: ['Ctrl+,'] },
  manual: { says: 'nav.shortcutManual', keys: ['F1'] },
  sheet: { says: 'nav.shortcutHelp', keys: ['?'] },
} as const satisfies Shortcuts

/**
 * Active in the whole window before any other handler, also with an overlay and before a vault is
 * open.
 */
export const textSizeKeys = {
  larger: { says: 'nav.textLarger', keys: ['Ctrl++'] },
  smaller: { says: 'nav.textSmaller', keys: ['Ctrl+-'] },
  usual: { says: 'nav.textUsual', keys: ['Ctrl+0'] },
} as const satisfies Shortcuts

/** Handled by main before any page; a test compares this table with the handler. */
export const lockKeys = {
  lock: { says: 'nav.shortcutLock', keys: ['Ctrl+L'] },
  panic: { says: 'nav.shortcutPanic', keys: ['Ctrl+Shift+L'] },
} as const satisfies Shortcuts

/** Handled by the browser, or by each control itself. */
export const nativeKeys = {
  move: { says: 'nav.shortcutMove', keys: [], native: ['Tab', 'Shift+Tab'] },
  within: { says: 'keys.within', keys: [], native: ['←↑↓→'] },
  press: { says: 'keys.press', keys: [], native: ['Enter', 'Space'] },
  close: { says: 'nav.shortcutClose', keys: [], native: ['Esc'] },
} as const satisfies Shortcuts

/** Keys of a view's list; those of its rows are in ui/row-keys. */
export const listKeys = {
  several: { says: 'keys.several', keys: [], native: ['Shift+↑↓'] },
  select: { says: 'keys.select', keys: ['X'] },
  all: { says: 'keys.selectAll', keys: ['Ctrl+A'] },
  remove: { says: 'selection.keysRemove', keys: ['#', 'Delete'] },
  undo: { says: 'undo.last', keys: ['Z'] },
  search: { says: 'selection.keysSearch', keys: ['/'] },
  back: { says: 'selection.keysBack', keys: ['U'] },
  leave: { says: 'keys.leave', keys: ['Esc'] },
} as const satisfies Shortcuts

/** Keys of the editor, handled by CodeMirror's own keymaps: a test compares them. */
export const editorKeys = {
  find: { says: 'keys.findInText', keys: ['Ctrl+F'] },
  next: { says: 'keys.findNext', keys: ['F3'] },
  previous: { says: 'keys.findPrevious', keys: ['Shift+F3'] },
  undo: { says: 'keys.undo', keys: ['Ctrl+Z'] },
  redo: { says: 'keys.redo', keys: ['Ctrl+Y'] },
} as const satisfies Shortcuts

/** In the view of the reports. */
export const paneKeys = {
  list: { says: 'reports.keysList', keys: ['Ctrl+Shift+B'] },
  inspector: { says: 'reports.keysInspector', keys: ['Ctrl+.'] },
  text: { says: 'reports.textOnly', keys: ['F11'] },
} as const satisfies Shortcuts

/** In a report, whichever field has the focus. */
export const findingKeys = {
  next: { says: 'lint.keys.next', keys: ['F8'] },
  previous: { says: 'lint.keys.previous', keys: ['Shift+F8'] },
  settle: { says: 'lint.keys.settle', keys: ['Alt+Enter'] },
} as const satisfies Shortcuts

/** In a report too: navigation between the claims in its text. */
export const claimKeys = {
  next: { says: 'claims.keys.next', keys: ['F9'] },
  previous: { says: 'claims.keys.previous', keys: ['Shift+F9'] },
  open: { says: 'claims.keys.open', keys: ['Ctrl+F9'] },
} as const satisfies Shortcuts

/** In the check before something leaves. */
export const reviewKeys = {
  next: { says: 'review.keys.next', keys: ['J'] },
  previous: { says: 'review.keys.previous', keys: ['K'] },
  fix: { says: 'review.keys.fix', keys: ['F'] },
  allow: { says: 'review.keys.allow', keys: ['A'] },
} as const satisfies Shortcuts

/** On the claims of the timeline. */
export const timelineKeys = {
  walk: { says: 'keys.timelineWalk', keys: ['←↑↓→'] },
  far: { says: 'keys.timelineFar', keys: ['PageDown', 'PageUp'] },
  ends: { says: 'keys.timelineEnds', keys: ['Home', 'End'] },
  open: { says: 'keys.timelineOpen', keys: [], native: ['Enter'] },
} as const satisfies Shortcuts

/** On the two handles of the visible range. */
export const handleKeys = {
  step: { says: 'keys.handleStep', keys: ['←↑↓→'] },
  leap: { says: 'keys.handleLeap', keys: ['PageUp', 'PageDown'] },
  least: { says: 'keys.handleLeast', keys: ['Home'] },
  most: { says: 'keys.handleMost', keys: ['End'] },
} as const satisfies Shortcuts

/** On the map. */
export const mapKeys = {
  walk: { says: 'keys.mapWalk', keys: ['←↑↓→'] },
  ends: { says: 'keys.mapEnds', keys: ['Home', 'End'] },
  choose: { says: 'keys.mapChoose', keys: ['Enter', 'Space'] },
  leave: { says: 'keys.mapLeave', keys: ['Esc'] },
  nearer: { says: 'map.nearer', keys: ['+'] },
  farther: { says: 'map.farther', keys: ['-'] },
  fit: { says: 'map.fit', keys: ['0'] },
  pan: { says: 'keys.mapPan', keys: ['Shift+←↑↓→'] },
} as const satisfies Shortcuts

/** In the picture and page viewers. */
export const lookingKeys = {
  nearer: { says: 'viewer.closer', keys: ['+'] },
  farther: { says: 'viewer.farther', keys: ['-'] },
  fit: { says: 'keys.pictureFit', keys: ['0'] },
  whole: { says: 'viewer.actual', keys: ['1'] },
} as const satisfies Shortcuts

/** On the frame of the picture. */
export const stageKeys = {
  pan: { says: 'keys.picturePan', keys: ['←↑↓→'], also: ['Shift+←↑↓→'] },
} as const satisfies Shortcuts

/** While boxes are drawn on a picture. */
export const drawingKeys = {
  undo: { says: 'viewer.undo', keys: ['Ctrl+Z'] },
  redo: { says: 'viewer.redo', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'] },
} as const satisfies Shortcuts

/** On one of those boxes. */
export const boxKeys = {
  move: { says: 'keys.boxMove', keys: ['←↑↓→'] },
  size: { says: 'keys.boxSize', keys: ['Shift+←↑↓→'] },
  fine: { says: 'keys.boxFine', keys: ['Ctrl+←↑↓→'], also: ['Ctrl+Shift+←↑↓→'] },
  remove: { says: 'keys.boxRemove', keys: ['Delete'], also: ['Backspace'] },
} as const satisfies Shortcuts

/** On the pages of a PDF. */
export const pageKeys = {
  after: { says: 'pages.after', keys: ['PageDown'] },
  before: { says: 'pages.before', keys: ['PageUp'] },
  first: { says: 'keys.pageFirst', keys: ['Home'] },
  last: { says: 'keys.pageLast', keys: ['End'] },
} as const satisfies Shortcuts
