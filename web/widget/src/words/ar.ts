import { pluralsOf } from '@frontdesk/client'
import type { Words } from './words.ts'

const plural = pluralsOf('ar')

const letters = (count: number) =>
  plural(count, {
    one: 'حرف واحد',
    two: 'حرفان',
    few: `${count} أحرف`,
    many: `${count} حرفًا`,
    other: `${count} حرف`,
  })

const messages = (count: number) =>
  plural(count, {
    one: 'رسالة واحدة',
    two: 'رسالتان',
    few: `${count} رسائل`,
    many: `${count} رسالة`,
    other: `${count} رسالة`,
  })

export const words: Words = {
  chat: 'الدردشة',
  close: 'إغلاق الدردشة',
  compose: 'اكتب رسالة',
  send: 'إرسال',
  history: 'الرسائل',
  suggestions: 'اقتراحات',
  today: 'اليوم',
  yesterday: 'أمس',
  visitor: 'أنت',
  team: 'الفريق',
  ai: 'ذكاء اصطناعي',
  aiOn: 'تشغيل الذكاء الاصطناعي',
  aiOff: 'إيقاف الذكاء الاصطناعي',
  aiIsOff: 'الذكاء الاصطناعي متوقف. يجيبك هنا أشخاص.',
  askForPerson: 'التحدث إلى شخص',
  personComes: 'سيجيبك شخص هنا.',
  deleted: 'حُذفت هذه الرسالة.',
  edited: 'مُعدّلة',
  latest: 'أحدث الرسائل',
  newMessages: (count) =>
    plural(count, {
      one: 'رسالة جديدة',
      two: 'رسالتان جديدتان',
      few: `${count} رسائل جديدة`,
      other: `${count} رسالة جديدة`,
    }),
  loadingOlder: 'جارٍ تحميل الرسائل السابقة…',
  typing: (name) => `${name} يكتب…`,
  with: (name) => `مع ${name}`,
  online: 'نحن متصلون الآن',
  usually: (duration) => `نرد عادةً خلال ${duration}`,
  away: 'لا أحد متصل الآن',
  backToday: (time) => `نعود الساعة ${time}`,
  backTomorrow: (time) => `نعود غدًا الساعة ${time}`,
  backOn: (day, time) => `نعود يوم ${day} الساعة ${time}`,
  queue: (position, minutes) => {
    const place = position === 1 ? 'أنت التالي' : `ترتيبك في الانتظار: ${position}`
    return minutes === null ? place : `${place} · نحو ${minutes} د`
  },
  askEmail: 'لا أحد هنا الآن. يمكنك ترك بريدك الإلكتروني للفريق.',
  email: 'البريد الإلكتروني',
  emailSave: 'حفظ',
  emailSkip: 'ليس الآن',
  emailInvalid: 'هذا ليس عنوان بريد إلكتروني.',
  tryAgain: 'لم ينجح ذلك. حاول مرة أخرى.',
  emailKept: 'شكرًا لك. سنحتفظ بعنوانك للفريق.',
  blocked: 'هذه الدردشة مغلقة.',
  closed: 'انتهت هذه المحادثة.',
  newConversation: 'اكتب لبدء محادثة جديدة.',
  goOn: 'اكتب لمتابعتها.',
  sending: 'جارٍ الإرسال',
  sent: 'أُرسلت',
  delivered: 'وصلت',
  read: 'قُرئت',
  readAt: (time) => `قُرئت في ${time}`,
  dismiss: 'إخفاء',
  failed: 'لم تُرسل',
  retry: 'إعادة المحاولة',
  discard: 'تجاهل',
  offline: 'لا يوجد اتصال. رسالتك محفوظة وستُرسل لاحقًا.',
  connecting: 'جارٍ الاتصال…',
  refused: 'الدردشة غير متاحة في هذه الصفحة.',
  charactersLeft: (count) => `المتبقي: ${letters(count)}`,
  charactersOver: (count) => `الزيادة: ${letters(count)}`,
  fewLeft: (limit, left) => `الحد الأقصى في الدقيقة: ${messages(limit)}، المتبقي: ${left}.`,
  rateLimit: (limit, seconds) =>
    `الحد الأقصى في الدقيقة: ${messages(limit)}. التالية بعد ${seconds} ث.`,
  heldBack: 'يكتب كثيرون الآن. ستُرسل رسالتك بعد لحظات.',
  reasonTooLong: 'الرسالة طويلة جدًا.',
  reasonConflict: 'أُرسلت هذه الرسالة من قبل بنص مختلف.',
  reasonOther: 'رفض الخادم هذه الرسالة.',
  soundOn: 'تشغيل الصوت',
  soundOff: 'كتم الصوت',
  says: (name, text) => `${name}: ${text}`,
}
