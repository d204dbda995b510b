import { Fragment, type ReactNode } from 'react'

type RichProps = {
  /** A sentence of the catalogue; `{name}` stands for the part of that name. */
  text: string
  parts: Readonly<Record<string, ReactNode>>
}

/** A sentence with parts that are more than text. Where they stand in it is the language's affair. */
export function Rich({ text, parts }: RichProps) {
  return text.split(/\{(\w+)\}/).map((piece, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence keep their places.
    <Fragment key={place}>{place % 2 === 0 ? piece : parts[piece]}</Fragment>
  ))
}
