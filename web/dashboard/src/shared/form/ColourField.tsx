import { useState } from 'react'
import { Field, Input } from '../../ui/Field'
import * as t from '../../words/words'
import { readableOn } from '../colour'
import type { Control } from './control'

const WHOLE = /^#[0-9a-f]{6}$/i

export function ColourField({ label, error, disabled, value, onChange }: Control<string>) {
  const [typed, setTyped] = useState<string | null>(null)
  const write = (text: string) => {
    setTyped(text)
    if (WHOLE.test(withSign(text))) onChange(withSign(text).toLowerCase())
  }
  const isUnfinished = typed !== null && !WHOLE.test(withSign(typed))
  return (
    <Field
      label={label}
      error={error ?? (isUnfinished ? t.widget.sixDigitsSuchAs0f766e : undefined)}
      hint={readableOn(value) === '#ffffff' ? t.widget.textIsWhite : t.widget.textIsDark}
    >
      {(control) => (
        <span className="flex items-center gap-2">
          <input
            type="color"
            aria-label={t.widget.pickAColour}
            disabled={disabled}
            value={value}
            onChange={(event) => {
              setTyped(null)
              onChange(event.target.value)
            }}
            className="size-9 shrink-0 cursor-pointer rounded-md border border-line bg-surface p-1 max-md:size-11"
          />
          <Input
            {...control}
            dir="ltr"
            className="w-32 font-mono"
            maxLength={7}
            disabled={disabled}
            value={typed ?? value}
            onChange={(event) => write(event.target.value)}
            onBlur={() => setTyped(null)}
          />
        </span>
      )}
    </Field>
  )
}

function withSign(text: string): string {
  return text.startsWith('#') ? text : `#${text}`
}
