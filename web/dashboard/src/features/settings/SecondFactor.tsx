import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorMessage, http } from '../../api/http'
import { secondFactorQuery, sessionQuery } from '../../api/queries'
import { Loaded } from '../../shared/Loaded'
import { Button } from '../../ui/Button'
import { Confirm, Dialog } from '../../ui/Dialog'
import { showError, showToast } from '../../ui/toasts'
import * as t from '../../words/words'
import { Enrol, RecoveryCodes } from './Enrol'

/** Whether a code is asked for at sign-in, and what can be done about it. */
export function SecondFactor() {
  const status = useQuery(secondFactorQuery)
  return (
    <Loaded query={status}>
      {({ isOn, recoveryCodesLeft }) => (isOn ? <On left={recoveryCodesLeft} /> : <Off />)}
    </Loaded>
  )
}

function Off() {
  const [isOpen, setOpen] = useState(false)
  const refresh = useRefresh()
  const begin = useMutation({
    mutationFn: () => http.post('/user/second-factor'),
    onSuccess: () => setOpen(true),
    onError: (failure) => showError(errorMessage(failure)),
  })
  const close = () => {
    setOpen(false)
    refresh()
  }
  return (
    <div>
      <Button busy={begin.isPending} onClick={() => begin.mutate()}>
        {t.accounts.setItUp}
      </Button>
      <Dialog open={isOpen} onOpenChange={close} title={t.accounts.setItUp}>
        {isOpen && begin.data ? <Enrol enrolment={begin.data} onDone={close} /> : null}
      </Dialog>
    </div>
  )
}

function On({ left }: { left: number }) {
  const refresh = useRefresh()
  const renew = useMutation({
    mutationFn: () => http.post('/user/second-factor/recovery-codes'),
    onError: (failure) => showError(errorMessage(failure)),
  })
  const close = () => {
    renew.reset()
    refresh()
  }
  return (
    <div className="grid gap-3">
      <p>
        {t.accounts.itIsOn} <span className="text-soft">{t.accounts.codesLeft(left)}</span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button busy={renew.isPending} onClick={() => renew.mutate()}>
          {t.accounts.newRecoveryCodes}
        </Button>
        <SwitchOff onOff={refresh} />
      </div>
      <Dialog
        open={renew.isSuccess}
        onOpenChange={close}
        title={t.accounts.keepTheseCodes}
        description={t.accounts.eachSignsInOnce}
      >
        {renew.data ? <RecoveryCodes codes={renew.data.codes} onDone={close} /> : null}
      </Dialog>
    </div>
  )
}

function SwitchOff({ onOff }: { onOff: () => void }) {
  const [asking, setAsking] = useState(false)
  const end = useMutation({
    mutationFn: () => http.delete('/user/second-factor'),
    onSuccess: () => {
      showToast(t.accounts.isOff)
      onOff()
    },
    onError: (failure) => showError(errorMessage(failure)),
    onSettled: () => setAsking(false),
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t.accounts.switchOff}</Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t.accounts.switchItOffQuestion}
        description={t.accounts.thePasswordAloneWillDo}
        action={t.accounts.switchOff}
        busy={end.isPending}
        onConfirm={() => end.mutate()}
      />
    </>
  )
}

function useRefresh(): () => void {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: secondFactorQuery.queryKey })
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }
}
