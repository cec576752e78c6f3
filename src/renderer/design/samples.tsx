import { createRef, useState } from 'react'
import type { ReactElement } from 'react'
import { Banner } from '../ui/banner.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { ListRow } from '../ui/list-row.tsx'
import { Progress } from '../ui/progress.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import { Select } from '../ui/select.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { Chip, Tag } from '../ui/tag.tsx'
import { TextArea, TextField } from '../ui/text-field.tsx'
import styles from './design.module.css'

const secret = createRef<HTMLInputElement>()
const nothing = (): void => undefined

/** Every button in every state. */
export const Buttons = (): ReactElement => (
  <div className={styles['row']}>
    <Button variant="primary">File and sign</Button>
    <Button>Cancel</Button>
    <Button variant="quiet">Later</Button>
    <Button variant="danger">Erase</Button>
    <Button icon="plus">New report</Button>
    <Button isPending>Saving…</Button>
    <Button isDisabled>Not now</Button>
    <Button size="small">Small</Button>
    <IconButton icon="trash" label="Remove" />
    <Kbd keys={['Ctrl', 'K']} />
  </div>
)

/** Every field: default, with help, with an error, disabled. */
export const Fields = (): ReactElement => {
  const [words, setWords] = useState('Returns at night')
  const [found, setFound] = useState('')
  const [choice, setChoice] = useState<'a' | 'b'>('a')
  const [isOn, setOn] = useState(true)
  const options = [
    { value: 'a', label: 'Knows it directly' },
    { value: 'b', label: 'Heard it from somebody who does' },
  ] as const
  return (
    <div className={styles['columns']}>
      <TextField label="Title" note="optional" value={words} onChange={setWords} />
      <TextField
        label="When it happened"
        description="2023-10~ means about October 2023."
        value={words}
        onChange={setWords}
      />
      <TextField
        label="Place"
        error="A place has 200 letters at most."
        value={words}
        onChange={setWords}
      />
      <TextArea label="Reason" value={words} onChange={setWords} />
      <SecretField ref={secret} label="Passphrase" name="passphrase" />
      <SearchField label="Search" clearLabel="Clear" value={found} onChange={setFound} />
      <Select label="Access" value={choice} options={[...options]} onChange={setChoice} />
      <RadioGroup label="Access" value={choice} options={[...options]} onChange={setChoice} />
      <Checkbox isSelected={isOn} description="Nothing leaves without it." onChange={setOn}>
        Two people have to agree
      </Checkbox>
    </div>
  )
}

/** Status elements: chips, banners, progress, and the empty state. */
export const Messages = (): ReactElement => (
  <div className={styles['stack']}>
    <div className={styles['row']}>
      {(['plain', 'accent', 'warn', 'danger', 'info'] as const).map((tone) => (
        <Chip key={tone} tone={tone}>
          {tone}
        </Chip>
      ))}
      <Tag removeLabel="Remove" onRemove={nothing}>
        border
      </Tag>
    </div>
    <Banner title="A newer file is here">Take it in first, then go on.</Banner>
    <Banner tone="warn" title="Nobody was looked for">
      The identity key is closed.
    </Banner>
    <Banner tone="help" title="What this does not do">
      <p>Help without a colour, below a banner that says something worse.</p>
    </Banner>
    <Banner tone="danger" title="The disk is full">
      What was saved before is safe. Make room and save again.
    </Banner>
    <Progress label="Verifying" value={0.4} />
    <Progress label="Opening" />
    <EmptyState icon="reports" title="No reports yet" action={<Button>New report</Button>}>
      A report is what one source told you once.
    </EmptyState>
  </div>
)

/** Lists, tabs and dialogs. */
export const Structure = (): ReactElement => {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles['stack']}>
      <div className={styles['list']}>
        <ListRow
          title="The bridge"
          detail="They crossed after midnight."
          isSelected
          onPress={nothing}
        />
        <ListRow
          title="단둥에서"
          lang="ko"
          end={<Chip tone="warn">Draft</Chip>}
          onPress={nothing}
        />
        <ListRow
          title="图们口岸名单"
          lang="zh-Hans"
          facts={<span>2 reports</span>}
          onPress={nothing}
        />
      </div>
      <Tabs
        label="Parts"
        items={[
          { id: 'text', label: 'Text', content: <p>What was said.</p> },
          { id: 'files', label: 'Files', content: <p>What came with it.</p> },
        ]}
      />
      <Button onPress={() => setOpen(true)}>Open a dialog</Button>
      <Dialog
        title="File this report?"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={{
          out: <Button onPress={() => setOpen(false)}>Cancel</Button>,
          main: <Button variant="primary">File and sign</Button>,
        }}
      >
        <p>Filing signs this text with your key and fixes it for good.</p>
      </Dialog>
    </div>
  )
}
