import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { LanguageProvider } from '../i18n/language-provider.tsx'
import { useTheme } from '../app/theme.ts'
import { Icon } from '../ui/icon.tsx'
import { paths } from '../ui/icon-paths.ts'
import type { IconName } from '../ui/icon-paths.ts'
import { RadioGroup } from '../ui/radio-group.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import shared from '../ui/shared.module.css'
import styles from './design.module.css'
import { Buttons, Fields, Messages, Structure } from './samples.tsx'

const roles = [
  'paper',
  'paper-2',
  'paper-3',
  'raised',
  'selected',
  'line',
  'edge',
  'ink',
  'ink-2',
  'ink-3',
  'accent',
  'accent-soft',
  'danger',
  'danger-soft',
  'warn',
  'warn-soft',
  'info-soft',
  'mark',
  'claim',
  'claim-edge',
  'focus',
] as const
const sizes = ['1', '2', '3', '4', '5', '6'] as const
const spaces = ['1', '2', '3', '4', '5', '6', '8', '10', '12', '16'] as const
const themes = ['light', 'dark', 'contrast'] as const
const icons = Object.keys(paths) as readonly IconName[]

const Part = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <section className={shared['stack3']} aria-label={name}>
    <h2 className={styles['heading']}>{name}</h2>
    {children}
  </section>
)

/**
 * The design system on one page: colour roles, type, space, icons, and every control. For
 * developers; no build of the app contains this page.
 */
export const DesignPage = ({
  first = 'light',
}: {
  readonly first?: (typeof themes)[number]
}): ReactElement => {
  const [theme, setTheme] = useState<(typeof themes)[number]>(first)
  useTheme(theme)
  return (
    <LanguageProvider language="en">
      <ToastProvider>
        <main className={styles['page']}>
          <h1 className={styles['title']}>What the screens are made of</h1>
          <RadioGroup
            label="Theme"
            layout="row"
            value={theme}
            options={themes.map((value) => ({ value, label: value }))}
            onChange={setTheme}
          />
          <Part name="Colour by role">
            <ul className={styles['swatches']}>
              {roles.map((role) => (
                <li key={role}>
                  <span className={styles['swatch']} style={{ background: `var(--${role})` }} />
                  {role}
                </li>
              ))}
            </ul>
          </Part>
          <Part name="Type">
            {sizes.map((size) => (
              <p key={size} style={{ fontSize: `var(--t-${size})` }}>
                {`t-${size} People sent back at night · 밤에 돌려보내진 사람들 · 夜间被遣返的人`}
              </p>
            ))}
          </Part>
          <Part name="Space">
            <ul className={styles['spaces']}>
              {spaces.map((space) => (
                <li key={space}>
                  <span className={styles['bar']} style={{ inlineSize: `var(--s-${space})` }} />
                  {`s-${space}`}
                </li>
              ))}
            </ul>
          </Part>
          <Part name="Icons">
            <ul className={styles['icons']}>
              {icons.map((name) => (
                <li key={name}>
                  <Icon name={name} />
                  {name}
                </li>
              ))}
            </ul>
          </Part>
          <Part name="Buttons">
            <Buttons />
          </Part>
          <Part name="Fields">
            <Fields />
          </Part>
          <Part name="What tells something">
            <Messages />
          </Part>
          <Part name="Structure">
            <Structure />
          </Part>
        </main>
      </ToastProvider>
    </LanguageProvider>
  )
}
