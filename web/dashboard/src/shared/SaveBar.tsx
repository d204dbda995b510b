import { Check } from 'lucide-react'
import { errorMessage } from '../api/http'
import { Button } from '../ui/Button'
import * as t from '../words/words'
import { ErrorMessage } from './FormError'

type SaveBarProps = {
  changed: boolean
  saving: boolean
  saved: boolean
  failure: unknown
  onReset: () => void
}

export function SaveBar({ changed, saving, saved, failure, onReset }: SaveBarProps) {
  return (
    <div className="grid gap-3">
      {failure ? <ErrorMessage>{errorMessage(failure)}</ErrorMessage> : null}
      <div className="flex items-center gap-2">
        <Button type="submit" variant="primary" busy={saving} disabled={!changed}>
          {t.shared.saveChanges}
        </Button>
        {changed ? <Button onClick={onReset}>{t.shared.discard}</Button> : null}
        <span role="status" className="flex items-center gap-1 text-done">
          {saved && !changed ? (
            <>
              <Check size={14} aria-hidden="true" /> {t.shared.saved}
            </>
          ) : null}
        </span>
      </div>
    </div>
  )
}
