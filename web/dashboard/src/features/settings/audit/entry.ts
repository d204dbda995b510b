import type { AuditEntry } from '@frontdesk/protocol'
import { deviceOf } from '../../../words/device'
import * as t from '../../../words/words'
import { isRole, ROLE_WORDS } from '../roles'

const GROUPS: Readonly<Record<string, string>> = {
  general: t.pages.general,
  widget: t.pages.widgetLook,
  routing: t.pages.routing,
  assistant: t.pages.assistant,
}

/** What happened, as a sentence. */
export function sentenceOf(entry: AuditEntry): string {
  return t.audit.sentences[entry.kind]({
    who: entry.actorName ?? t.audit.theServer,
    whom: entry.subjectName ?? t.audit.someone,
    about: aboutOf(entry),
  })
}

/** From where it was done: a browser and its address. */
export function sourceOf({ address, userAgent }: AuditEntry): string {
  if (address === null) return t.audit.onTheServer
  return t.audit.from(deviceOf(userAgent ?? ''), address)
}

/** `agentCapacity` as people write it: `Agent capacity`. */
export function fieldWords(field: string): string {
  const words = field.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function aboutOf({ kind, about }: AuditEntry): string {
  if (about === null) return ''
  if (kind === 'settings_changed') return GROUPS[about] ?? about
  if (kind === 'member_joined' && isRole(about)) return ROLE_WORDS[about].toLowerCase()
  return about
}
