import type { ReactNode } from 'react'
import type { Form } from './useForm'

/** The settings whose values are of this kind: a field cannot be declared over another. */
type NamesOf<Values, Kind> = {
  [Name in keyof Values]-?: Values[Name] extends Kind ? Name : never
}[keyof Values] &
  string

export type Option<Value extends string = string> = {
  value: Value
  words: string
  /** What it means, where that is said beside it. */
  note?: string
  lang?: string
}

type Common<Values> = {
  label: string
  hint?: ReactNode | ((values: Values) => ReactNode)
  disabled?: boolean
  isShown?: (values: Values) => boolean
}

type OfKind<Values, Kind extends string, Value, Rest = object> = Common<Values> &
  Rest & { kind: Kind; name: NamesOf<Values, Value> }

type Text = { max?: number; placeholder?: string; isRequired?: boolean }

/** One field of a form: which setting it is for, and how it is shown. */
export type FieldOf<Values> =
  | OfKind<Values, 'text', string, Text & { autoComplete?: string }>
  /** An address; an empty one is null. */
  | OfKind<Values, 'address', string | null>
  | OfKind<Values, 'longText', string, Text & { rows?: number }>
  /** A whole number. */
  | OfKind<Values, 'amount', number | null, { unit?: string; min: number; max: number }>
  | OfKind<Values, 'choice' | 'cards', string, { options: readonly Option[] }>
  /** `on` and `off` are what it stands for, where that is not true and false. */
  | OfKind<Values, 'switch', unknown, { on?: unknown; off?: unknown }>
  /** A list, one entry per line. */
  | OfKind<
      Values,
      'lines',
      readonly string[],
      { read: (text: string) => string[]; rows: number; isCode?: boolean }
    >
  /** A short list, one input per entry. */
  | OfKind<Values, 'entries', readonly string[], Entries>
  | OfKind<Values, 'colour', string>
  /** What has a shape of its own. */
  | OfKind<
      Values,
      'own',
      unknown,
      {
        check?: (values: Values) => string | undefined
        show: (form: Form<Values>, disabled: boolean) => ReactNode
      }
    >

export type Entries = {
  most: number
  max: number
  entry: (place: number) => string
  remove: (place: number) => string
  add: string
}

/** Fields under one heading; an array of them is a row. */
export type Section<Values> = {
  title?: string
  lead?: string
  fields: readonly (FieldOf<Values> | readonly FieldOf<Values>[])[]
}

export function shownFields<Values>(
  sections: readonly Section<Values>[],
  values: Values,
): FieldOf<Values>[] {
  return sections.flatMap(({ fields }) => fields.flat()).filter((one) => isShown(one, values))
}

export function isShown<Values>(field: FieldOf<Values>, values: Values): boolean {
  return field.isShown?.(values) ?? true
}
