import type { TrialWish } from '../logic/trial'

export type TrialFieldProps = { wish: TrialWish; edit: (change: Partial<TrialWish>) => void }
