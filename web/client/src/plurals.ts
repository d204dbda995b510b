/** The forms a language has for numbers; `other` is the one every language has. */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/**
 * How a language counts: `one` and `other` in English, six forms in Arabic. Of ordinals, too: in
 * English `one` is 1st, 21st, 31st. A form names the number wherever it stands for several:
 * Portuguese counts 0 as `one`.
 */
export function pluralsOf(
  locale: string,
  type: Intl.PluralRuleType = 'cardinal',
): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale, { type })
  return (count, forms) => forms[rules.select(count)] ?? forms.other
}
