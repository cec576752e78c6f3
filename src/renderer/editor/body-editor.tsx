import { Compartment, EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { limits } from '../records/limits.ts'
import { classNames } from '../ui/class-names.ts'
import { MenuAt } from '../ui/menu.tsx'
import { claimLayer } from './claim-layer.ts'
import type { EditorClaims, PressedLine } from './claim-layer.ts'
import { showClaims } from './claim-marks.ts'
import { claimTarget } from './claim-target.ts'
import { lintMarks, showMarks } from './lint-marks.ts'
import type { LintMark } from './lint-marks.ts'
import { editorTarget } from './lint-target.ts'
import type { LintTarget } from './lint-target.ts'
import { lintTips } from './lint-tips.ts'
import type { MarkWords } from './lint-tips.ts'
import { phraseKeys } from './phrase-keys.ts'
import { recentTexts } from './recent-texts.ts'
import { editorExtensions } from './setup.ts'
import type { EditorPhrases } from './setup.ts'
import { searchMarks, useSearchMarks } from './search-marks.ts'
import type { SearchedPart } from './search-marks.ts'
import { showSpellings, spellingMarks } from './spelling-marks.ts'
import type { SpellingWords } from './spelling-marks.ts'
import { selectionBar } from './selection-bar.ts'
import type { SelectionAction } from './selection-bar.ts'
import styles from './body-editor.module.css'
import marks from './claim-marks.module.css'
import { useVaultQuery } from '../data/bridge.ts'
import { spellingIndex } from '../spellings/find-spellings.ts'
import type { SpellingIndex } from '../spellings/find-spellings.ts'

type TextCounts = {
  /** null: not counted, because the text is too long to count while typing. */
  readonly words: number | null
  /** Code points. */
  readonly characters: number
}

/** Words are not counted above this number of code units. */
const longestForWords = 200_000

/** Counts words as the text's language divides them (Chinese has no spaces), and code points. */
export const countText = (text: string, language: string): TextCounts => {
  let characters = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0xdc00 || unit > 0xdfff) characters += 1
  }
  if (text.length > longestForWords) return { words: null, characters }
  const locale = language === 'und' ? [] : language
  let words = 0
  for (const part of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)) {
    if (part.isWordLike === true) words += 1
  }
  return { words, characters }
}

/** CodeMirror's own messages in the language of the window. */
const useEditorPhrases = (): EditorPhrases => {
  const text = useText()
  return useMemo(
    () =>
      Object.fromEntries(Object.entries(phraseKeys).map(([english, key]) => [english, text(key)])),
    [text],
  )
}

/** Counts of `text`, at most a third of a second late. */
const useCounts = (text: string, language: string): TextCounts => {
  const [counts, setCounts] = useState(() => countText(text, language))
  useEffect(() => {
    const timer = setTimeout(() => setCounts(countText(text, language)), 300)
    return () => clearTimeout(timer)
  }, [text, language])
  return counts
}

/** Index of the vault's spellings; null until loaded. */
const useSpellings = (): SpellingIndex | null => {
  const { data } = useVaultQuery('settings.get', {})
  const spellings = data?.spellings
  return useMemo(() => (spellings === undefined ? null : spellingIndex(spellings)), [spellings])
}

/** The nonce for style elements in the content security policy of this load; '' for none. */
const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

/** Connects the checks of a text with its editor. */
export type EditorLint = {
  /** Marks of a finished check, and the text they apply to; null until there is one. */
  readonly done: { readonly text: string; readonly marks: readonly LintMark[] } | null
  readonly describe: (mark: LintMark) => MarkWords
  /** Does moving the caret onto a mark open its tooltip? */
  readonly tipAtCaret: () => boolean
  readonly onCaret: (key: string | null) => void
  /** Called with the editor after mount, and with null on unmount. */
  readonly onTarget: (target: LintTarget | null) => void
}

export type BodyEditorProps = {
  /**
   * The initial text, or a function called when the editor is created: the render may lag behind
   * the typed text. To replace the text from outside, change the component's `key`.
   */
  readonly initial: string | (() => string)
  readonly onChange: (text: string) => void
  readonly label: string
  /** BCP 47 tag of the text's language. */
  readonly language: string
  readonly readOnly?: boolean
  /** Shown while the text is empty; by default that of reports. */
  readonly placeholder?: string
  /** Undefined: no marks. */
  readonly lint?: EditorLint
  /** Undefined: no margin for claims. Must not be set after the text. */
  readonly claims?: EditorClaims
  /** Offered in a bar beside selected words. */
  readonly onSelection?: readonly SelectionAction[] | undefined
  /** Called with the editor after mount, and with null on unmount. */
  readonly onView?: (view: EditorView | null) => void
  /** Which text of a report it is: the words of a search are marked in it. */
  readonly searched?: SearchedPart
}

const useSpellingWords = (): SpellingWords => {
  const text = useText()
  return (preferred) => ({
    name: text('editor.spelling', { preferred }),
    keys: text('lint.tip.replace', { words: preferred }),
  })
}

/** The editor of a report's text: CodeMirror with plain text, with the counts below. */
export const BodyEditor = ({
  initial,
  onChange,
  label,
  language,
  readOnly = false,
  placeholder,
  lint,
  claims,
  onSelection,
  onView,
  searched,
}: BodyEditorProps): ReactElement => {
  const text = useText()
  const phrases = useEditorPhrases()
  const countsId = useId()
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const first = useRef(initial)
  const latest = useRef(onChange)
  const [written, setWritten] = useState(initial)
  const [full, setFull] = useState(false)
  const counts = useCounts(written, language)
  const shown = placeholder ?? text('editor.placeholder')

  const spellings = useSpellings()
  const spellingWords = useSpellingWords()
  const wordsNow = useRef(spellingWords)
  const lintNow = useRef(lint)
  const claimsNow = useRef({ claims, text })
  const tell = useRef(onView)
  const offered = useRef(onSelection)
  const [pressed, setPressed] = useState<PressedLine | null>(null)

  useEffect(() => {
    latest.current = onChange
    lintNow.current = lint
    claimsNow.current = { claims, text }
    tell.current = onView
    offered.current = onSelection
    wordsNow.current = spellingWords
  }, [onChange, lint, claims, text, onView, onSelection, spellingWords])

  const extensions = useMemo(
    () =>
      editorExtensions({
        label,
        describedBy: countsId,
        placeholder: readOnly ? '' : shown,
        language,
        readOnly,
        maxLength: limits.body,
        phrases,
        nonce: styleNonce(),
        onChange: (next) => {
          setWritten(next)
          setFull(false)
          latest.current(next)
        },
        onFull: () => setFull(true),
      }),
    [label, countsId, shown, language, readOnly, phrases],
  )
  const [compartment] = useState(() => new Compartment())
  const startWith = useRef(extensions)

  useEffect(() => {
    if (host.current === null) return
    const doc = typeof first.current === 'string' ? first.current : first.current()
    setWritten(doc)
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc,
        extensions: [
          compartment.of(startWith.current),
          lintMarks,
          searchMarks,
          recentTexts,
          spellingMarks((preferred) => wordsNow.current(preferred)),
          lintTips({
            describe: (mark) => lintNow.current?.describe(mark) ?? { name: '', why: '', keys: '' },
            atCaret: () => lintNow.current?.tipAtCaret() ?? false,
            onCaret: (key) => lintNow.current?.onCaret(key),
          }),
          offered.current === undefined ? [] : selectionBar(() => offered.current ?? []),
          claimsNow.current.claims === undefined ? [] : claimLayer(claimsNow, setPressed),
        ],
      }),
    })
    view.current = made
    lintNow.current?.onTarget(editorTarget(made))
    const target = claimTarget(made)
    claimsNow.current.claims?.onTarget(target)
    tell.current?.(made)
    return () => {
      tell.current?.(null)
      lintNow.current?.onTarget(null)
      claimsNow.current.claims?.onEnd(target)
      made.destroy()
      view.current = null
    }
  }, [compartment])

  useEffect(() => {
    // The editor was just created with these.
    if (startWith.current === extensions) return
    startWith.current = extensions
    view.current?.dispatch({ effects: compartment.reconfigure(extensions) })
  }, [compartment, extensions])

  useEffect(() => {
    if (view.current !== null && spellings !== null && !readOnly) {
      showSpellings(view.current, spellings)
    }
  }, [spellings, readOnly])

  const done = lint?.done ?? null
  useEffect(() => {
    if (view.current !== null && done !== null) showMarks(view.current, done.text, done.marks)
  }, [done])

  useSearchMarks(view, searched)

  const known = claims?.claims
  useEffect(() => {
    if (view.current !== null && known !== undefined) showClaims(view.current, known)
  }, [known])

  return (
    <div className={styles['editor']} data-read-only={readOnly || undefined}>
      <div ref={host} className={classNames(styles['host'], marks['claims'])} />
      {claims !== undefined && (
        <MenuAt
          label={text('claims.inLine', { count: pressed?.claims.length ?? 0 })}
          actions={(pressed?.claims ?? []).map(({ id, statement }) => ({
            id,
            label: statement,
            run: () => claims.onOpen(id),
          }))}
          place={pressed?.marker ?? null}
          onClose={() => setPressed(null)}
        />
      )}
      <p id={countsId} className={styles['counts']}>
        {counts.words !== null && <span>{text('editor.words', { count: counts.words })}</span>}
        <span>{text('editor.characters', { count: counts.characters })}</span>
      </p>
      {full && (
        <p role="alert" className={styles['full']}>
          {text('editor.full', { max: limits.body })}
        </p>
      )}
    </div>
  )
}
