import attachments from './en/attachments.json' with { type: 'json' }
import attributions from './en/attributions.json' with { type: 'json' }
import backup from './en/backup.json' with { type: 'json' }
import border from './en/border.json' with { type: 'json' }
import cases from './en/cases.json' with { type: 'json' }
import claims from './en/claims.json' with { type: 'json' }
import common from './en/common.json' with { type: 'json' }
import consent from './en/consent.json' with { type: 'json' }
import contacts from './en/contacts.json' with { type: 'json' }
import custody from './en/custody.json' with { type: 'json' }
import editor from './en/editor.json' with { type: 'json' }
import escrow from './en/escrow.json' with { type: 'json' }
import exchange from './en/exchange.json' with { type: 'json' }
import failures from './en/failures.json' with { type: 'json' }
import handover from './en/handover.json' with { type: 'json' }
import help from './en/help.json' with { type: 'json' }
import identity from './en/identity.json' with { type: 'json' }
import journal from './en/journal.json' with { type: 'json' }
import keys from './en/keys.json' with { type: 'json' }
import limits from './en/limits.json' with { type: 'json' }
import lint from './en/lint.json' with { type: 'json' }
import map from './en/map.json' with { type: 'json' }
import merge from './en/merge.json' with { type: 'json' }
import nav from './en/nav.json' with { type: 'json' }
import pages from './en/pages.json' with { type: 'json' }
import palette from './en/palette.json' with { type: 'json' }
import paper from './en/paper.json' with { type: 'json' }
import places from './en/places.json' with { type: 'json' }
import preview from './en/preview.json' with { type: 'json' }
import publications from './en/publications.json' with { type: 'json' }
import release from './en/release.json' with { type: 'json' }
import reports from './en/reports.json' with { type: 'json' }
import retention from './en/retention.json' with { type: 'json' }
import review from './en/review.json' with { type: 'json' }
import reviewers from './en/reviewers.json' with { type: 'json' }
import search from './en/search.json' with { type: 'json' }
import selection from './en/selection.json' with { type: 'json' }
import settings from './en/settings.json' with { type: 'json' }
import sources from './en/sources.json' with { type: 'json' }
import spellings from './en/spellings.json' with { type: 'json' }
import timeline from './en/timeline.json' with { type: 'json' }
import today from './en/today.json' with { type: 'json' }
import tour from './en/tour.json' with { type: 'json' }
import undo from './en/undo.json' with { type: 'json' }
import unlock from './en/unlock.json' with { type: 'json' }
import versions from './en/versions.json' with { type: 'json' }
import viewer from './en/viewer.json' with { type: 'json' }
import vocab from './en/vocab.json' with { type: 'json' }
import wipe from './en/wipe.json' with { type: 'json' }

export const en = {
  ...common,
  ...nav,
  ...failures,
  ...tour,
  ...undo,
  ...unlock,
  ...settings,
  ...journal,
  ...release,
  ...pages,
  ...palette,
  ...reports,
  ...editor,
  ...custody,
  ...retention,
  ...keys,
  ...preview,
  ...limits,
  ...lint,
  ...search,
  ...selection,
  ...cases,
  ...sources,
  ...spellings,
  ...consent,
  ...claims,
  ...timeline,
  ...today,
  ...attachments,
  ...attributions,
  ...viewer,
  ...wipe,
  ...border,
  ...escrow,
  ...exchange,
  ...handover,
  ...help,
  ...contacts,
  ...backup,
  ...identity,
  ...versions,
  ...map,
  ...merge,
  ...paper,
  ...places,
  ...publications,
  ...reviewers,
  ...review,
  ...vocab,
}
