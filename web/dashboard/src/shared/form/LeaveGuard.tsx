import { useBlocker } from '@tanstack/react-router'
import { Confirm } from '../../ui/Dialog'
import * as t from '../../words/words'

/** Nobody leaves a page with something typed on it without having said so. */
export function LeaveGuard({ isChanged }: { isChanged: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isChanged && current.pathname !== next.pathname,
    enableBeforeUnload: isChanged,
    disabled: !isChanged,
    withResolver: true,
  })
  return (
    <Confirm
      open={blocker.status === 'blocked'}
      onOpenChange={() => blocker.reset?.()}
      title={t.form.leaveWithoutSaving}
      description={t.form.whatYouChangedIsNotSaved}
      action={t.form.leave}
      cancel={t.form.stay}
      onConfirm={() => blocker.proceed?.()}
    />
  )
}
