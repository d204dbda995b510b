import type { EntryField } from '../../shared/form/EntryForm'
import * as t from '../../words/words'

export const NAME = {
  name: 'name',
  label: t.auth.yourName,
  hint: t.auth.visitorsSee,
  autoComplete: 'name',
} as const satisfies EntryField<string>

export const EMAIL = {
  name: 'email',
  label: t.auth.eMail,
  autoComplete: 'username',
} as const satisfies EntryField<string>

export const NEW_PASSWORD = {
  name: 'password',
  label: t.auth.password,
  hint: t.auth.atLeast10Characters,
  autoComplete: 'new-password',
} as const satisfies EntryField<string>
