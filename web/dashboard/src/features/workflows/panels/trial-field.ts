import type { TrialOptions } from '../logic/trial'

export type TrialFieldProps = {
  options: TrialOptions
  edit: (change: Partial<TrialOptions>) => void
}
