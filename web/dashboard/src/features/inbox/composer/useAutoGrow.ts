import { type RefObject, useLayoutEffect, useRef } from 'react'

/** A field as high as its text, up to what its styles allow. */
export function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  const before = useRef<string | null>(null)
  useLayoutEffect(() => {
    const area = field.current
    if (!area || before.current === text) return
    before.current = text
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight}px`
  }, [field, text])
}
