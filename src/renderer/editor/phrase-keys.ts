/**
 * Message keys of CodeMirror's own panels and announcements, by the English phrase that it looks
 * up.
 */
export const phraseKeys = {
  Find: 'editor.find',
  Replace: 'editor.replace',
  next: 'editor.next',
  previous: 'editor.previous',
  all: 'editor.all',
  'match case': 'editor.matchCase',
  'by word': 'editor.byWord',
  regexp: 'editor.regexp',
  replace: 'editor.replace',
  'replace all': 'editor.replaceAll',
  close: 'editor.close',
  'Go to line': 'editor.goToLine',
  go: 'editor.go',
  'current match': 'editor.currentMatch',
  'on line': 'editor.onLine',
  'replaced match on line $': 'editor.replacedOnLine',
  'replaced $ matches': 'editor.replacedMatches',
  'Selection deleted': 'editor.selectionDeleted',
  'Control character': 'editor.controlCharacter',
} as const
