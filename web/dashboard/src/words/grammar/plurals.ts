/** The forms a language has for numbers; `other` is the one every language has. */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** How a language counts: `one` and `other` in English, six forms in Arabic. */
export function pluralsOf(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale)
  return (count, forms) => forms[rules.select(count)] ?? forms.other
}
