import { pluralsOf } from '@frontdesk/client'
import type { Words } from './words.ts'

const plural = pluralsOf('de')

const messages = (count: number) =>
  plural(count, { one: `${count} Nachricht`, other: `${count} Nachrichten` })

export const words: Words = {
  chat: 'Chat',
  close: 'Chat schließen',
  compose: 'Nachricht schreiben',
  send: 'Senden',
  history: 'Nachrichten',
  suggestions: 'Vorschläge',
  today: 'Heute',
  yesterday: 'Gestern',
  visitor: 'Sie',
  team: 'Team',
  ai: 'KI',
  aiOn: 'KI einschalten',
  aiOff: 'KI ausschalten',
  aiIsOff: 'Die KI ist aus. Hier antworten Ihnen Menschen.',
  askForPerson: 'Mit einem Menschen sprechen',
  personComes: 'Hier antwortet Ihnen ein Mensch.',
  deleted: 'Diese Nachricht wurde gelöscht.',
  edited: 'bearbeitet',
  latest: 'Neueste Nachrichten',
  newMessages: (count) =>
    plural(count, { one: `${count} neue Nachricht`, other: `${count} neue Nachrichten` }),
  loadingOlder: 'Frühere Nachrichten werden geladen…',
  typing: (name) => `${name} schreibt…`,
  with: (name) => `Mit ${name}`,
  online: 'Wir sind online',
  usually: (duration) => `Antwortet meist in ${duration}`,
  away: 'Gerade ist niemand online',
  backToday: (time) => `Wieder da um ${time}`,
  backTomorrow: (time) => `Wieder da morgen um ${time}`,
  backOn: (day, time) => `Wieder da am ${day} um ${time}`,
  queue: (position, minutes) => {
    const place =
      position === 1 ? 'Sie sind als Nächstes dran' : `Platz ${position} in der Warteschlange`
    return minutes === null ? place : `${place} · etwa ${minutes} Min.`
  },
  askEmail: 'Gerade ist niemand da. Sie können dem Team eine E-Mail-Adresse hinterlassen.',
  email: 'E-Mail-Adresse',
  emailSave: 'Speichern',
  emailSkip: 'Jetzt nicht',
  emailInvalid: 'Das ist keine E-Mail-Adresse.',
  tryAgain: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  emailKept: 'Danke. Wir bewahren Ihre Adresse für das Team auf.',
  blocked: 'Dieser Chat ist geschlossen.',
  closed: 'Diese Unterhaltung ist abgeschlossen.',
  newConversation: 'Schreiben Sie, um eine neue zu beginnen.',
  goOn: 'Schreiben Sie, um sie fortzusetzen.',
  sending: 'Wird gesendet',
  sent: 'Gesendet',
  delivered: 'Zugestellt',
  read: 'Gelesen',
  readAt: (time) => `Gelesen um ${time}`,
  dismiss: 'Ausblenden',
  failed: 'Nicht gesendet',
  retry: 'Erneut senden',
  discard: 'Verwerfen',
  offline: 'Keine Verbindung. Ihre Nachricht bleibt erhalten und wird gesendet.',
  connecting: 'Verbindung wird aufgebaut…',
  refused: 'Der Chat ist auf dieser Seite nicht verfügbar.',
  charactersLeft: (count) => `Noch ${count} Zeichen`,
  charactersOver: (count) => `${count} Zeichen zu viel`,
  fewLeft: (limit, left) => `Höchstens ${messages(limit)} pro Minute: noch ${left}.`,
  rateLimit: (limit, seconds) =>
    `Höchstens ${messages(limit)} pro Minute. Nächste in ${seconds} s.`,
  heldBack: 'Gerade schreiben sehr viele. Ihre Nachricht wird gleich gesendet.',
  reasonTooLong: 'Die Nachricht ist zu lang.',
  reasonConflict: 'Diese Nachricht wurde schon mit anderem Text gesendet.',
  reasonOther: 'Der Server hat diese Nachricht abgelehnt.',
  soundOn: 'Ton einschalten',
  soundOff: 'Ton ausschalten',
  says: (name, text) => `${name}: ${text}`,
}
