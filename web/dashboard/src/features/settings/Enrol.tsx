import type { SecondFactorEnrolment } from '@frontdesk/protocol'
import { useMutation } from '@tanstack/react-query'
import { http } from '../../api/http'
import { EntryForm } from '../../shared/form/EntryForm'
import { Button } from '../../ui/Button'
import { CopyField } from '../../ui/CopyField'
import { QrCode } from '../../ui/QrCode'
import * as t from '../../words/words'

const FIELDS = [
  { name: 'code', label: t.accounts.codeFromYourApp, autoComplete: 'one-time-code' },
] as const

type EnrolProps = { enrolment: SecondFactorEnrolment; onDone: () => void }

/** The secret goes into the app, a code comes back, and the recovery codes are shown once. */
export function Enrol({ enrolment, onDone }: EnrolProps) {
  const confirm = useMutation({
    mutationFn: (body: { code: string }) => http.post('/user/second-factor/confirm', { body }),
  })
  if (confirm.data) {
    return (
      <div className="grid gap-3">
        <h3 className="font-medium">{t.accounts.keepTheseCodes}</h3>
        <p className="text-soft">{t.accounts.eachSignsInOnce}</p>
        <RecoveryCodes codes={confirm.data.codes} onDone={onDone} />
      </div>
    )
  }
  return (
    <div className="grid gap-4">
      <p className="text-soft">{t.accounts.scanThis}</p>
      <div className="grid justify-items-center">
        <QrCode rows={enrolment.qr} label={t.accounts.qrCode} />
      </div>
      <p className="text-small text-faint">
        {t.accounts.cannotScan}{' '}
        <code dir="ltr" className="font-mono wrap-anywhere text-ink">
          {enrolment.secret}
        </code>
      </p>
      <EntryForm
        fields={FIELDS}
        submit={t.accounts.switchOn}
        failure={confirm.error}
        isBusy={confirm.isPending}
        onSubmit={confirm.mutate}
      />
    </div>
  )
}

type RecoveryCodesProps = { codes: readonly string[]; onDone: () => void }

export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  return (
    <div className="grid gap-4">
      <CopyField label={t.accounts.copyCodes} text={codes.join('\n')} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          {t.accounts.iKeptThem}
        </Button>
      </div>
    </div>
  )
}
