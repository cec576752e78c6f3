import { memo, useId, useState } from 'react'
import type { ReactElement } from 'react'
import { useAction, useVaultQuery } from '../../data/bridge.ts'
import { useFailureToast } from '../../data/failure-text.tsx'
import { later } from '../../data/later.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { windowKeys } from '../../commands/shortcuts/keys.ts'
import { CaseScope, CaseScopeIcon } from '../../records/case-scope.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { capsOf } from '../../ui/chord.ts'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { useSettingsSection } from '../../app/use-settings-section.ts'
import { areas, isClaimArea, useView, workAreas } from '../../app/view-state.ts'
import type { Area, AppView, NavArea, ViewActions } from '../../app/view-state.ts'
import { useNavCounts } from './nav-counts.ts'
import type { NavCount } from './nav-counts.ts'
import styles from './nav.module.css'

const OpenIdentityKey = later(
  async () => (await import('../../secrets/open-identity-key.tsx')).OpenIdentityKey,
)

/**
 * Whether names can be checked now; a press opens or closes the key. Without a key in this vault there
 * is nothing to say.
 */
const KeyState = (): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  const showSection = useSettingsSection()
  const isReadOnly = useReadOnly()
  const failed = useFailureToast()
  const { data } = useVaultQuery('identity.status', {})
  const [asked, setAsked] = useState<'open' | 'close' | null>(null)
  // The vault may say that the key is open before the dialog that opened it is done.
  const done = (dialog: 'open' | 'close') => (): void =>
    setAsked((current) => (current === dialog ? null : current))
  const closeKey = useAction('identity.closeKey', {
    onSuccess: done('close'),
    onError: (error) => failed(error),
  })
  if (data?.ownKey !== true) return null
  const until = data.keyOpenUntil
  const state =
    until === null ? text('nav.keyLocked') : text('nav.keyOpen', { time: format.clock(until) })
  const press = (): void => {
    if (isReadOnly) showSection('identities')
    else setAsked(until === null ? 'open' : 'close')
  }
  return (
    <>
      {/* No padlock: the one below it locks the whole vault. */}
      <PlainButton
        className={styles['key']}
        data-open={until === null ? undefined : true}
        title={state}
        onPress={press}
      >
        <Icon name="key" size={16} />
        <span>{state}</span>
      </PlainButton>
      <OpenIdentityKey isOpen={asked === 'open'} onClose={done('open')} />
      <ConfirmDialog
        title={text('identity.keyOpen')}
        confirm={text('identity.closeKey')}
        isOpen={asked === 'close' && until !== null}
        isPending={closeKey.isPending}
        onConfirm={() => closeKey.mutate({})}
        onClose={done('close')}
      >
        {until !== null && <p>{text('identity.keyOpenText', { time: format.time(until) })}</p>}
      </ConfirmDialog>
    </>
  )
}

/** Begins a report; the menu beside it begins anything else. */
const Begin = memo(function Begin({
  onNote,
  select,
}: { readonly onNote: () => void } & Pick<ViewActions, 'select'>): ReactElement {
  const text = useText()
  const isReadOnly = useReadOnly()
  return (
    <div className={styles['begin']}>
      <Button
        icon="plus"
        variant="primary"
        wide
        isDisabled={isReadOnly}
        onPress={() => select('reports', 'new')}
      >
        {text('reports.new')}
      </Button>
      <Menu
        label={text('nav.newMore')}
        actions={[
          {
            id: 'source',
            label: text('sources.new'),
            icon: 'sources',
            run: () => select('sources', 'new'),
          },
          {
            id: 'case',
            label: text('cases.new'),
            icon: 'cases',
            run: () => select('cases', 'new'),
          },
          { id: 'note', label: text('palette.quickNote'), icon: 'edit', run: onNote },
        ]}
      >
        <IconButton
          icon="down"
          label={text('nav.newMore')}
          variant="secondary"
          isDisabled={isReadOnly}
        />
      </Menu>
    </div>
  )
})

/** A view, and how much there is in it. The number is beside the button: it is not its name. */
const Entry = ({
  area,
  current,
  count,
  go,
}: {
  readonly area: NavArea
  /** The view that is shown. */
  readonly current: Area
  readonly count: NavCount | undefined
} & Pick<ViewActions, 'go'>): ReactElement => {
  const text = useText()
  const format = useFormat()
  const id = useId()
  const isCurrent = area === 'claims' ? isClaimArea(current) : current === area
  const said = count === undefined ? '' : text(count.says, { count: count.count })
  return (
    <li className={styles['entry']}>
      <PlainButton
        aria-current={isCurrent ? 'page' : undefined}
        aria-describedby={count === undefined ? undefined : id}
        className={styles['area']}
        title={text(`nav.${area}`)}
        onPress={() => go(area)}
      >
        <Icon name={area} />
        <span>{text(`nav.${area}`)}</span>
      </PlainButton>
      {count !== undefined && (
        <span className={styles['count']} data-tone={count.tone}>
          <span aria-hidden="true" className={styles['number']}>
            {count.tone !== undefined && (
              <Icon name={count.tone === 'danger' ? 'alert' : 'clock'} size={14} />
            )}
            {count.isWorded === true ? said : format.number(count.count)}
          </span>
          <span id={id} hidden>
            {said}
          </span>
        </span>
      )}
    </li>
  )
}

const isWork = (area: NavArea): boolean => (workAreas as readonly NavArea[]).includes(area)

type NavProps = {
  readonly onPalette: () => void
  readonly onHelp: () => void
  readonly onNote: () => void
}

/** Memoized: it stays the same when another record is opened. */
const NavPanel = memo(function NavPanel({
  onPalette,
  onHelp,
  onNote,
  area: current,
  caseScope,
  isNavNarrow,
  go,
  select,
  narrowNav,
}: NavProps &
  Pick<AppView, 'area' | 'caseScope' | 'isNavNarrow'> &
  Pick<ViewActions, 'go' | 'select' | 'narrowNav'>): ReactElement {
  const text = useText()
  const failed = useFailureToast()
  const panic = useAction('app.panic', { changes: false, onError: (error) => failed(error) })
  const lock = useAction('app.lock', { changes: false, onError: (error) => failed(error) })
  const counts = useNavCounts(caseScope)
  return (
    <nav aria-label={text('nav.label')} className={styles['nav']}>
      <div className={styles['inner']}>
        <div className={styles['scope']}>
          <CaseScope />
        </div>
        <div className={styles['scopeIcon']}>
          <CaseScopeIcon />
        </div>
        <Begin onNote={onNote} select={select} />
        <PlainButton className={styles['palette']} title={text('nav.palette')} onPress={onPalette}>
          <Icon name="search" size={16} />
          <span className={styles['paletteText']}>{text('nav.palette')}</span>
          <Kbd keys={capsOf(windowKeys.palette.keys[0])} />
        </PlainButton>
        <ul className={styles['areas']}>
          {areas.filter(isWork).map((area) => (
            <Entry key={area} area={area} current={current} count={counts[area]} go={go} />
          ))}
        </ul>
        <ul className={styles['others']}>
          {areas
            .filter((area) => !isWork(area))
            .map((area) => (
              <li key={area}>
                <PlainButton
                  aria-current={current === area ? 'page' : undefined}
                  className={styles['other']}
                  title={text(`nav.${area}`)}
                  onPress={() => go(area)}
                >
                  <Icon name={area} />
                  <span>{text(`nav.${area}`)}</span>
                </PlainButton>
              </li>
            ))}
        </ul>
        <KeyState />
        <div className={styles['foot']}>
          <Button icon="lock" wide isPending={lock.isPending} onPress={() => lock.mutate({})}>
            {text('nav.lock')}
          </Button>
          <Menu
            label={text('nav.more')}
            actions={[
              {
                id: 'panic',
                label: text('nav.panic'),
                icon: 'alert',
                danger: true,
                run: () => panic.mutate({}),
              },
              {
                id: 'border',
                label: text('border.title'),
                icon: 'shield',
                run: () => go('border'),
              },
              { id: 'keys', label: text('nav.shortcuts'), icon: 'keyboard', run: onHelp },
              {
                id: 'narrow',
                label: text(isNavNarrow ? 'nav.widen' : 'nav.narrow'),
                icon: 'panel',
                run: () => narrowNav(!isNavNarrow),
              },
            ]}
          >
            <IconButton icon="more" label={text('nav.more')} />
          </Menu>
        </div>
      </div>
    </nav>
  )
})

/** The case scope, what can be begun, the views, the state of the identity key, and the lock. */
export const Nav = (props: NavProps): ReactElement => {
  const { view, go, select, narrowNav } = useView()
  const { area, caseScope, isNavNarrow } = view
  return <NavPanel {...props} {...{ area, caseScope, isNavNarrow, go, select, narrowNav }} />
}
