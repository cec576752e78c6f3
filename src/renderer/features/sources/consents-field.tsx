import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { DateField } from '../../records/date-field.tsx'
import { limits } from '../../records/limits.ts'
import { optionsOf } from '../../records/options.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { utcDay } from '../../records/whole-day.ts'
import { EntriesField } from './entries-field.tsx'
import { consentUseWords } from '../../records/protection-words.ts'
import type { Consent } from '../../records/protection-words.ts'
import shared from '../../ui/shared.module.css'

const blank = (): Consent => ({
  use: 'share-desk',
  audience: '',
  given: utcDay(),
  withdrawn: '',
  note: '',
})

/** Consents of a source by use; a withdrawal is recorded with its consent. */
export const ConsentsField = ({
  consents,
  onChange,
}: {
  readonly consents: readonly Consent[]
  readonly onChange: (consents: Consent[]) => void
}): ReactElement => {
  const text = useText()
  const { data: contacts = [], error } = useVaultQuery('contacts.list', {})
  // Only for verified contacts can the app later check that an export goes to the audience of the
  // consent.
  const names = [
    ...new Set(
      contacts.filter(({ state }) => state === 'verified').map(({ pseudonym }) => pseudonym),
    ),
  ].sort()
  return (
    <>
      <FailureBanner failure={error} />
      <EntriesField
        label={text('consent.title')}
        hint={text('consent.hint')}
        items={consents}
        max={limits.consents}
        add="consent.add"
        entryLabel={(index) => text('consent.entry', { index })}
        removeLabel={(index) => text('consent.remove', { index })}
        onAdd={blank}
        onChange={onChange}
      >
        {(consent, change) => (
          <>
            <div className={shared['pair']}>
              <Select
                label={text('consent.use')}
                value={consent.use}
                options={optionsOf(consentUseWords, text)}
                onChange={(use) => change({ use })}
              />
              <TextField
                label={text('consent.audience')}
                description={text('consent.audienceHint')}
                value={consent.audience}
                maxLength={limits.name}
                onChange={(audience) => change({ audience })}
              />
            </div>
            {consent.use === 'share-desk' && names.length > 0 && (
              <Select
                label={text('consent.audienceContact')}
                value={names.includes(consent.audience) ? consent.audience : ''}
                options={[
                  { value: '', label: text('consent.audienceByHand') },
                  ...names.map((name) => ({ value: name, label: name })),
                ]}
                onChange={(audience) => change({ audience })}
              />
            )}
            <div className={shared['pair']}>
              <DateField
                label={text('consent.given')}
                value={consent.given}
                onChange={(given) => change({ given })}
              />
              <DateField
                label={text('consent.withdrawn')}
                value={consent.withdrawn}
                onChange={(withdrawn) => change({ withdrawn })}
              />
            </div>
            <TextField
              label={text('consent.note')}
              value={consent.note}
              maxLength={limits.reason}
              onChange={(note) => change({ note })}
            />
            {consent.withdrawn === '' && (
              <div>
                <Button size="small" onPress={() => change({ withdrawn: utcDay() })}>
                  {text('consent.withdrawToday')}
                </Button>
              </div>
            )}
          </>
        )}
      </EntriesField>
    </>
  )
}
