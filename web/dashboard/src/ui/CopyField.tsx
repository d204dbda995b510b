import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import * as t from '../words/words'
import { Button } from './Button'

type CopyFieldProps = { label: string; text: string }

export function CopyField({ label, text }: CopyFieldProps) {
  return (
    <div className="grid gap-2 rounded-md border border-line bg-sunken p-3 text-start">
      <pre
        dir="ltr"
        className="overflow-x-auto font-mono text-small whitespace-pre-wrap wrap-anywhere text-ink"
      >
        {text}
      </pre>
      <div className="flex justify-end">
        <CopyButton label={label} text={text} />
      </div>
    </div>
  )
}

export function CopyButton({ label, text }: CopyFieldProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])

  return (
    <Button onClick={() => void copy(text).then(setCopied)}>
      {copied ? <Check size={14} /> : <Copy size={14} />}
      <span aria-live="polite">{copied ? t.ui.copied : label}</span>
    </Button>
  )
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** The clipboard API exists only on https and localhost; self-hosted means plain http sometimes. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  return copied
}
