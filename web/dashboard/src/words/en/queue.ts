import { plural } from './plural'

export const queue = {
  you: 'you',
  queue: 'Queue',
  whoWaitsInOrder: 'Who is waiting, in order.',
  nextChat: 'Next chat',
  available: (count: number) =>
    plural(count, { one: '1 agent available', other: `${count} agents available` }),
  nobodyWaitsSummary: (answering: string) => `No one is waiting · ${answering}`,
  visitorsWait: (count: number) =>
    plural(count, { one: '1 visitor is waiting', other: `${count} visitors are waiting` }),
  aboutForANew: (duration: string) => ` · about ${duration} for a new one`,
  waiting: 'Waiting',
  nobodyWaits: 'No one is waiting',
  whoeverWrites: 'Visitors who have no agent yet appear here, the longest wait first.',
  andMoreBehindThem: (count: number) =>
    plural(count, { one: 'And 1 more behind them.', other: `And ${count} more behind them.` }),
  agents: 'Agents',
  place: 'Place',
  cameBack: (count: number) =>
    plural(count, { one: 'Returned once', other: `Returned ${count} times` }),
  askedForAPerson: 'Asked for a person',
  waitingSince: (moment: string) => `Waiting since ${moment}`,
  noOneIsWaitingNow: 'No one is waiting right now.',
  managersSetTheLimit: (message: string) =>
    `${message} Managers set the limit in Settings, Routing.`,
}
