import type { Locator } from 'playwright'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import { beginning } from '../../tests/e2e/page-objects/words.ts'

/*
 * Elements that the scripted use presses and types into, found by CSS only. To find an element by
 * its role, Playwright computes the names of all elements in the page's own thread, repeatedly
 * until it is found: tasks that the app does not cause, some of them longer than those that are
 * measured.
 */

const labelled = ({ page, text }: Person, tag: string, key: string): Locator =>
  page.locator(`${tag}[aria-label=${JSON.stringify(text(key))}]`)

export const titleField = (person: Person): Locator =>
  labelled(person, 'textarea', 'reports.titleLabel')

export const editor = (person: Person): Locator => labelled(person, '.cm-content', 'editor.label')

export const searchBox = ({ page }: Person): Locator =>
  page.locator('main form[role="search"] input').first()

/** A button that shows its name. */
export const button = ({ page, text }: Person, key: string): Locator =>
  page.locator('button').filter({ hasText: new RegExp(`${beginning(text(key)).source}$`) })

export const iconButton = (person: Person, key: string): Locator => labelled(person, 'button', key)

export const tab = ({ page, text }: Person, key: string): Locator =>
  page.locator('[role="tab"]').filter({ hasText: beginning(text(key)) })

/** The radio button of one form of a view. */
export const form = ({ page, text }: Person, key: string): Locator =>
  page.locator('main label:has(input[type="radio"])').filter({ hasText: text(key) })

export const dialog = ({ page }: Person): Locator => page.locator('[role="dialog"]')

/** Waits until all that was typed is on the disk. */
export const saved = ({ page, text }: Person): Promise<void> =>
  page
    .locator('[role="status"]')
    .filter({ hasText: new RegExp(`^${text('reports.saved')}$`) })
    .waitFor()
