import { plural } from './plural'

export const dryRun = {
  otherSystems: 'Other systems',
  reallyCallThem: 'Really call them',
  onlyStepsThatReadGet:
    'Only steps that read (GET), and only hosts the project allows. Nothing is ever sent.',
  isAnswered: (name: string) => `“${name}” is answered`,
  leftEmpty: 'If empty: as if it could not be reached.',
  failed: 'Failed:',
  tokens: (tokens: string) => `${tokens} tokens`,
  whatHappened: 'What happened',
  running: 'Running…',
  runningMessage: (length: number) => `Running message ${length}…`,
  stopped: 'Stopped',
  done: 'Done',
  tryIt: 'Try it',
  whatIsOnTheCanvas:
    'What is on the canvas runs, saved or not. Nothing is sent to a visitor, and nothing is stored.',
  stop: 'Stop',
  run: 'Run',
  whoAnswers: 'Who answers',
  asInARealChat:
    'As in a real chat: the same models, time limits and budgets. It uses tokens like a real chat.',
  theSameEachTime:
    'The same each time: the choice that shares most words with the message is taken.',
  theProjectsLanguageModels: 'The project’s language models',
  noOneWithoutModels: 'No one: without models',
  pageAndHours: 'Page and hours',
  onThePage: 'On the page',
  leftEmptyThePage: 'If empty: the page the visitor was on.',
  withinBusinessHours: 'Within business hours',
  theVisitorSays: 'The visitor says',
  whatITypeHere: 'What I type here',
  whatWasSaid: 'What was said in a conversation',
  messages: 'Messages',
  onePerLineEachLine: 'One per line. Each line is a message of its own.',
  oneOfTheLatest: 'One of the latest',
  choose: 'Choose…',
  conversation: 'Conversation',
  itsNumberOrItsAddress: 'Its number, or its address from the inbox.',
  messageCount: (count: number) => plural(count, { one: '1 message', other: `${count} messages` }),
}
