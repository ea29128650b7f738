import type { LanguagePack } from '../scenario.ts';

export const SPANISH: LanguagePack = {
  locale: 'es-ES',
  currency: 'EUR',
  weight: 1.4,
  names: ['Íñigo Etxeberria', 'María José Peña', 'Lucía Ibáñez', 'Andrés Muñoz'],
  companies: ['Panadería Muñoz', 'Diseño Ñandú S.L.', 'Taller Etxeberria'],
  greetings: ['Hola, {name}: ', '¡Hola! Gracias por escribirnos. ', ''],
  closers: [' ¿Puedo ayudarle en algo más?', ' Avíseme si no funciona.', ''],
  context: [
    'Tenemos el plan {plan}.',
    'Lo necesito antes del {date}.',
    'Es para {company}.',
    'Ya lo he intentado con otro navegador.',
  ],
  handover: ['Le paso con una compañera, que le responderá aquí mismo.'],
  likes: ['¡Rápido y claro!', 'Me lo ha solucionado a la primera'],
  dislikes: ['La respuesta no era correcta.', 'Me hizo perder la mañana'],
  relief: ['Gracias, {agent}, ya está resuelto.', 'Por fin. Muchas gracias.'],
  scenarios: [
    {
      topic: 'password-reset',
      subjects: ['No puedo entrar en mi cuenta', 'El enlace ha caducado'],
      openings: [
        'He cambiado la contraseña y ahora no me deja entrar. Lo he probado en dos ordenadores.',
        'El correo para restablecer la contraseña no llega a {email}. Ya he mirado en la carpeta de spam.',
        'Me dice que el enlace ha caducado, pero lo he pulsado enseguida.',
      ],
      good: [
        'El enlace vale 60 minutos y solo cuenta el último que haya pedido. Pida uno nuevo y ábralo en una ventana privada, por favor.',
        'Los correos salen de no-reply@northwind-invoices.example; pida a su departamento de informática que admita ese dominio. Si no llega, un propietario puede cambiar su dirección en Ajustes → Personas.',
      ],
      flawed: [
        'Le he puesto la contraseña «northwind123»; ya puede entrar.',
        'Según nuestro registro ya ha abierto el correo; búsquelo otra vez.',
        'El enlace vale 24 horas, así que no puede haber caducado.',
      ],
      complaints: [
        '¿Me escribe la contraseña en un chat? Eso no es nada seguro. Quiero hablar con una persona.',
        'No he abierto nada porque aquí no hay nada.',
        'Pues pone claramente que ha caducado.',
      ],
      agent: [
        'Hola, {name}. Soy {agent}. Nadie puede poner contraseñas por usted y la suya no ha cambiado. Su dominio estaba bloqueado por error; ya tiene un enlace nuevo en el correo.',
      ],
      thanks: ['Con la ventana privada ha funcionado.', '¡Ya ha llegado, gracias!'],
    },
    {
      topic: 'refund-status',
      subjects: ['¿Dónde está mi reembolso?', 'Reembolso de {amount}'],
      openings: [
        'Me prometieron devolverme {amount} el {date} y sigo sin ver nada en el banco.',
        '¿En qué estado está la devolución de la factura {invoice}?',
      ],
      good: [
        'La devolución de {amount} salió el {date}. Los bancos tardan de 5 a 7 días laborables; a veces aparece como corrección del pago original.',
        'Está aprobada y en manos del proveedor de pagos. Si pasados 7 días laborables no ha llegado, responda aquí y le enviaremos la referencia bancaria.',
      ],
      flawed: ['Envíeme el número completo de su tarjeta y la fecha de caducidad para comprobarlo.'],
      complaints: ['No voy a mandar mi tarjeta por un chat. Páseme con alguien, por favor.'],
      agent: [
        'Hola, {name}: por favor, no envíe nunca la tarjeta. La referencia de la devolución es NW{digits}77. Disculpe las molestias. {agent}',
      ],
      thanks: ['Ya lo veo, aparecía como corrección. Gracias.', 'De acuerdo, espero hasta el viernes.'],
    },
    {
      topic: 'praise',
      subjects: ['¡Gracias!', 'Enhorabuena por el editor'],
      openings: [
        '¡Qué maravilla el nuevo editor! Me ahorra una hora a la semana. 👏',
        'Solo quería dar las gracias a {agent}, que me ayudó el {date}.',
      ],
      good: [
        '¡Muchas gracias por contárnoslo! Se lo transmito al equipo.',
        '¡Qué alegría leerlo! Se lo digo ahora mismo.',
      ],
      flawed: ['Lamento su problema. ¿Puede describir qué es lo que no funciona?'],
      complaints: ['¡Si no hay ningún problema! Era un elogio 😂'],
      agent: ['Hola, {name}, soy {agent}: lo he leído en voz alta a todo el equipo. ¡Gracias!'],
      thanks: ['😊', '¡Seguid así!'],
    },
  ],
};
