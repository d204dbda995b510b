import { pluralsOf } from '@frontdesk/client'
import type { Words } from './words.ts'

const plural = pluralsOf('es')

const messages = (count: number) =>
  plural(count, { one: `${count} mensaje`, other: `${count} mensajes` })

export const words: Words = {
  chat: 'Chat',
  close: 'Cerrar el chat',
  compose: 'Escribe un mensaje',
  send: 'Enviar',
  history: 'Mensajes',
  suggestions: 'Sugerencias',
  today: 'Hoy',
  yesterday: 'Ayer',
  visitor: 'Tú',
  team: 'Equipo',
  ai: 'IA',
  aiOn: 'Activar la IA',
  aiOff: 'Desactivar la IA',
  aiIsOff: 'La IA está desactivada. Aquí le responden personas.',
  askForPerson: 'Hablar con una persona',
  personComes: 'Una persona le responderá aquí.',
  deleted: 'Este mensaje se eliminó.',
  edited: 'editado',
  latest: 'Últimos mensajes',
  newMessages: (count) =>
    plural(count, { one: `${count} mensaje nuevo`, other: `${count} mensajes nuevos` }),
  loadingOlder: 'Cargando mensajes anteriores…',
  typing: (name) => `${name} está escribiendo…`,
  with: (name) => `Con ${name}`,
  online: 'Estamos en línea',
  usually: (duration) => `Suele responder en ${duration}`,
  away: 'Ahora mismo no hay nadie en línea',
  backToday: (time) => `Volvemos a las ${time}`,
  backTomorrow: (time) => `Volvemos mañana a las ${time}`,
  backOn: (day, time) => `Volvemos el ${day} a las ${time}`,
  queue: (position, minutes) => {
    const place = position === 1 ? 'Es su turno enseguida' : `Está en el puesto ${position}`
    return minutes === null ? place : `${place} · unos ${minutes} min`
  },
  askEmail: 'Ahora no hay nadie. Puedes dejar una dirección de correo al equipo.',
  email: 'Correo electrónico',
  emailSave: 'Guardar',
  emailSkip: 'Ahora no',
  emailInvalid: 'Esto no es un correo electrónico.',
  tryAgain: 'No ha funcionado. Inténtelo de nuevo.',
  emailKept: 'Gracias. Guardamos tu dirección para el equipo.',
  blocked: 'Este chat está cerrado.',
  closed: 'Esta conversación ha terminado.',
  newConversation: 'Escribe para empezar una nueva.',
  goOn: 'Escribe para retomarla.',
  sending: 'Enviando',
  sent: 'Enviado',
  delivered: 'Entregado',
  read: 'Leído',
  readAt: (time) => `Leído a las ${time}`,
  dismiss: 'Descartar',
  failed: 'No enviado',
  retry: 'Reintentar',
  discard: 'Descartar',
  offline: 'Sin conexión. Tu mensaje se guarda y se enviará.',
  connecting: 'Conectando…',
  refused: 'El chat no está disponible en esta página.',
  charactersLeft: (count) =>
    plural(count, { one: `Queda ${count} carácter`, other: `Quedan ${count} caracteres` }),
  charactersOver: (count) =>
    plural(count, { one: `Sobra ${count} carácter`, other: `Sobran ${count} caracteres` }),
  fewLeft: (limit, left) => {
    const rest = plural(left, { one: `queda ${left}`, other: `quedan ${left}` })
    return `Hasta ${messages(limit)} por minuto: ${rest}.`
  },
  rateLimit: (limit, seconds) => `Hasta ${messages(limit)} por minuto. El próximo en ${seconds} s.`,
  heldBack: 'Muchas personas están escribiendo ahora. Tu mensaje se enviará en un momento.',
  reasonTooLong: 'El mensaje es demasiado largo.',
  reasonConflict: 'Este mensaje ya se envió con otro texto.',
  reasonOther: 'El servidor rechazó este mensaje.',
  soundOn: 'Activar el sonido',
  soundOff: 'Silenciar',
  says: (name, text) => `${name}: ${text}`,
}
