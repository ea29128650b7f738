import type { Scenario } from '../scenario.ts';

export const ENGLISH_PRODUCT: readonly Scenario[] = [
  {
    topic: 'wrong-language',
    subjects: ['Invoice was sent in German', 'Change the invoice language', 'Mixed languages on the PDF'],
    openings: [
      'My client in Lyon got invoice {invoice} in German. We write to them in French. How can I change that?',
      'The PDF says "Rechnung" at the top, but everything else is English. Please help.',
      'Can each customer get invoices in their own language, or is it one setting for all?',
    ],
    good: [
      'Each customer has a language of their own: open the customer, choose Language, save, and send {invoice} again. The number stays the same.',
      'The title comes from your template, not from the language setting. Under Settings → Templates replace the fixed word "Rechnung" with the placeholder for the title; it then follows the customer\'s language.',
    ],
    flawed: [
      'Invoices can only be sent in the language of your own country.',
      'Bitte öffnen Sie die Einstellungen und wählen Sie dort die Sprache aus.',
    ],
    complaints: [
      'Your website says 22 languages. Please ask someone.',
      'I wrote in English, why are you answering in German?',
    ],
    agent: [
      'Hello {name}, {agent} here. The answer above was wrong: every customer can have one of 22 languages. Open the customer, choose Language, save.',
      'Hello {name}, {agent} here, in English this time. I have replaced the fixed title in your template; it follows the language of the customer now.',
    ],
    thanks: ['Merci! I mean, thank you.', 'Works, the title follows now.'],
  },
  {
    topic: 'outage',
    subjects: ['NOTHING WORKS', 'PDFs time out since this morning', 'Third outage this month'],
    openings: [
      'This is the THIRD time this month that your service is down when I have to send invoices. What am I paying {amount} for?',
      'PDFs have been loading forever since 7 this morning. My clients are waiting. Unacceptable.',
      'Every page shows error 502. When will this be mended and who pays for my lost day?',
    ],
    good: [
      'I am sorry; that is the last thing you need on a billing day. PDF creation has been slow since 07:10 UTC and engineers are on it; the state is at status.northwind-invoices.example. Invoices that you send now are queued and will go out, so nothing is lost. If you would like a credit for the time, a colleague can arrange it: shall I pass this on?',
      'You are right to be annoyed. The incident began at 07:10 UTC and is being worked on. Nothing you saved is lost. I am passing your case to a colleague, who answers about compensation today.',
    ],
    flawed: [
      'All systems are working normally. Please clear your browser cache and try again.',
      'Calm down please. Outages happen to every company.',
      'We will pay you 500 for your lost day. The transfer is on its way.',
    ],
    complaints: [
      'Do NOT tell me to clear my cache when your own status page is red. I want a human. Now.',
      'Calm down?? Unbelievable. I am cancelling.',
      'I never asked for 500, and who has confirmed that? I want to hear it from a person.',
    ],
    agent: [
      'Dear {name}, {agent} here, head of support. You should not have got that answer, and I am sorry for it and for this morning. All queued invoices went out by 09:52 UTC. I have credited {amount} to {company}.',
    ],
    thanks: ['Fine. Thank you for being straight with me.', 'OK. I will check again in an hour.'],
  },
  {
    topic: 'praise',
    subjects: ['Just wanted to say thanks', 'Great support!', 'Love the new editor'],
    openings: [
      'No problem at all, I just wanted to say that the new editor saves me an hour a week. 🎉',
      'Whoever made the bulk send feature: thank you. {company} is paid on time for the first time in years.',
      'Your colleague {agent} helped me on {date} and was fantastic. Please pass it on! 👏',
    ],
    good: [
      'That is lovely to hear, thank you! I am passing it on to the team.',
      'Thank you, {name}! The people who built it will be glad to read this.',
    ],
    flawed: [
      'I am sorry to hear about your problem. Could you describe what exactly does not work?',
      'Thank you. Would you like to upgrade to Business for only 129 a month today?',
    ],
    complaints: ['There is no problem! I was trying to be nice 😅', 'Never mind.'],
    agent: [
      'Hi {name}, {agent} here. I saw this and read it out to the team. You made our day, and sorry that our assistant did not get it 😊',
    ],
    thanks: ['😊', 'Keep it up!'],
  },
  {
    topic: 'feature-request',
    subjects: [
      'Dark mode for the mobile app',
      'Recurring invoices with changing amounts',
      'Export for our bookkeeping',
    ],
    openings: [
      'Is there a way to have recurring invoices where the amount changes each month? We bill by usage.',
      'Please add dark mode to the mobile app. I do my invoices in the evening.',
      'Can you export in the format of our tax adviser? CSV always needs an hour of rework.',
    ],
    good: [
      'Not yet: a recurring invoice keeps its amount. What many do is to let it be created as a draft, so that you change the amount before it goes out (Recurring → Create as draft). I have added your vote for variable amounts.',
      'There is no dark mode in the mobile app today, and I cannot name a date. I have recorded your wish; you get a mail if it is built.',
      'DATEV and Xero exports are under Settings → Export. If your adviser uses something else, tell me which, and I will add it to the request list.',
    ],
    flawed: [
      'Yes, this exists. Go to Settings → Advanced → Variable Amounts and turn it on.',
      'Dark mode will be released next Tuesday.',
      'Our CSV is accepted by every tax adviser in the world, so the mistake is on their side.',
    ],
    complaints: [
      'There is no "Advanced" page in my settings. Are you making this up?',
      'It is Wednesday now and there is still no dark mode.',
      'She has been doing this for thirty years. That was not helpful.',
    ],
    agent: [
      'Hi {name}, that page does not exist, I am sorry. Drafts are the way to do it for now. I have put {company} on the list for the trial of usage billing. {agent}',
      'Hello {name}, there is no date for it, and the assistant should not have named one. {agent}',
      'Hi {name}, {agent} here: DATEV and Xero exports are under Settings → Export. One of them will be what she needs.',
    ],
    thanks: ['Drafts will do for now.', 'Thanks for the honest answer.', 'DATEV it is. Perfect.'],
  },
  {
    topic: 'letter-shipping',
    subjects: ['Printed invoice has not arrived', 'Letter to Canada', 'How fast are letters?'],
    openings: [
      'I sent {invoice} by post on {date} and the client says nothing came. Is there tracking?',
      'If I order a letter now, when does it leave, and can it go to Canada?',
      'The letter arrived without the second page. The QR code for paying is on that page!',
    ],
    good: [
      'Letters that are ordered before 14:00 UTC are printed the same day and take 3 to 5 business days. Ordinary letters have no tracking. As {invoice} is overdue, you can send it again at no cost within 14 days under Documents → Letter → Send again.',
      'It leaves today if you order before 14:00 UTC. Canada is possible; allow 8 to 12 business days and note the surcharge shown before you confirm.',
    ],
    flawed: [
      'Every letter has a tracking number; yours is delivered and was signed for by your client.',
      'We do not offer letters. You can print the invoice at home.',
      'Letters always have one page. Please write shorter invoices.',
    ],
    complaints: [
      'My client did not sign anything. Where does this come from?',
      'I have been sending letters with you for a year?!',
      'The preview shows two pages, and I paid for two.',
    ],
    agent: [
      'Hello {name}, there is no tracking and nobody signed; I am sorry. The batch of that day was lost by the carrier. I have had {invoice} printed again. {agent}',
      'Hi {name}, of course we do: order before 14:00 UTC and it leaves today. Canada takes 8 to 12 business days. {agent}',
      'Hello {name}, the second page was lost in the folding machine. {invoice} is being printed again, with both pages, at no cost. {agent}',
    ],
    thanks: ['Thanks, sent it again.', 'Good, I will order it before two.'],
  },
  {
    topic: 'csv-import',
    subjects: ['Import fails at line 214', 'Strange characters after the import', 'Columns for the customer import'],
    openings: [
      'The import of my customer list stops at line 214 with "unexpected column". The line looks like all others.',
      'After the import "Müller" has become "MÃ¼ller" in 300 customers. Can this be undone?',
      'Which columns does the customer import need? I have name, street, city, e-mail and a discount.',
    ],
    good: [
      'That message nearly always means a comma inside a value. Put the value in quotation marks, e.g. "Smith, Jones & Co", or choose the semicolon as separator in the import dialog. Nothing was imported, so you can simply try again.',
      'The file was read with the wrong encoding. Under Customers → Imports choose the last import and "Undo", then import again with the encoding UTF-8. Invoices are not touched.',
      'Only "name" is required. Street, city and e-mail are recognised; for the discount make a field of your own first, under Settings → Customer fields, and then map the column to it.',
    ],
    flawed: [
      'Line 213 is the longest import that we support. Please buy the Business plan.',
      'Imports cannot be undone. You have to correct all 300 customers by hand.',
      'All 48 columns are required, in alphabetical order.',
    ],
    complaints: [
      'That sounds wrong. Yesterday 900 lines went through.',
      'I can see an "Undo" button in the list of imports. Is it safe to press?',
      'Your own example file has four columns.',
    ],
    agent: [
      'Hi {name}, {agent} here: there is no limit of lines. There was a comma in a company name; I have put it in quotation marks and attached the file.',
      'Hello {name}, yes, "Undo" is safe. I have converted your file to UTF-8 and attached it. {agent}',
      'Hi {name}, only "name" is required, in any order. Have a look at the example file, it is right. {agent}',
    ],
    thanks: ['It was a comma indeed.', 'Undo worked, umlauts are back. Thank you.', 'Mapped it, done.'],
  },
];
