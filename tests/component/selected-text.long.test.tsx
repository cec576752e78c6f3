import { afterEach, expect, it } from 'vitest'
import { selectedText } from '../../src/renderer/commands/selected-text.ts'

afterEach(() => {
  document.body.innerHTML = ''
})

const page = (html: string): void => {
  document.body.innerHTML = html
}
const select = (from: Node, at: number, to: Node, end: number): void => {
  document.getSelection()?.setBaseAndExtent(from, at, to, end)
}

it('of a page everything that is selected is copied but what may not be, however deep it lies', () => {
  page(
    '<p>The east bank</p><dl style="user-select: none"><dt>Name</dt><dd><b>Ri</b></dd></dl><p>at <em>night</em></p>',
  )
  document.getSelection()?.selectAllChildren(document.body)
  expect(selectedText()).toBe('The east bank\nat night')
})

it('of one text the part that is selected', () => {
  page('<p>The east bank</p><p style="user-select: none">hidden</p>')
  const [open, hidden] = [...document.querySelectorAll('p')].map((each) => each.firstChild)
  if (open === undefined || open === null || hidden === undefined || hidden === null)
    throw new Error('no text')
  select(open, 4, open, 8)
  expect(selectedText()).toBe('east')
  select(hidden, 0, hidden, 6)
  expect(selectedText()).toBe('')
  document.getSelection()?.removeAllRanges()
  expect(selectedText()).toBe('')
})

it('of a field the part that is selected there', () => {
  page('<p>around it</p><textarea>by the ferry</textarea>')
  const field = document.querySelector('textarea')
  field?.focus()
  field?.setSelectionRange(3, 6)
  expect(selectedText()).toBe('the')
})
