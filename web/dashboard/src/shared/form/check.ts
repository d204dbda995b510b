import * as t from '../../words/words'
import { type FieldOf, type Section, shownFields } from './fields'

/** What is wrong with what stands in the fields, by name; the server has the last word. */
export function problemsIn<Values extends object>(
  sections: readonly Section<Values>[],
  values: Values,
): Record<string, string> {
  const found = shownFields(sections, values).flatMap((field) => {
    const problem = problemWith(field, values)
    return problem && !field.disabled ? [[field.name, problem]] : []
  })
  return Object.fromEntries(found)
}

function problemWith<Values extends object>(
  field: FieldOf<Values>,
  values: Values,
): string | undefined {
  const value: unknown = values[field.name]
  switch (field.kind) {
    case 'text':
    case 'longText':
      return field.isRequired && String(value).trim() === '' ? t.form.isNeeded : undefined
    case 'amount':
      return isWholeNumberIn(value, field) ? undefined : t.form.between(field.min, field.max)
    case 'own':
      return field.check?.(values)
    default:
      return undefined
  }
}

function isWholeNumberIn(value: unknown, { min, max }: { min: number; max: number }): boolean {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max
}
