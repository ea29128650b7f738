import type { LanguagePack } from '../scenario.ts';

export const GERMAN: LanguagePack = {
  locale: 'de-DE',
  currency: 'EUR',
  weight: 2,
  names: ['Jürgen Weiß', 'Katharina Groß', 'Sönke Petersen', 'Anna-Lena Müller', 'Yusuf Öztürk'],
  companies: ['Fahrradwerkstatt Weiß', 'Müller & Töchter GmbH', 'Praxis Dr. Groß', 'Küstenkaffee UG'],
  greetings: ['Guten Tag {name},\n\n', 'Hallo {name}, vielen Dank für Ihre Nachricht. ', '', ''],
  closers: [' Kann ich sonst noch etwas für Sie tun?', ' Melden Sie sich gern, falls es nicht klappt.', '', ''],
  context: [
    'Wir haben den Tarif {plan}.',
    'Es eilt leider, am {date} ist Monatsabschluss.',
    'Es geht um {company}.',
    'Einen anderen Browser habe ich schon probiert.',
  ],
  handover: ['Ich gebe Ihre Anfrage an eine Kollegin weiter. Sie meldet sich hier.'],
  likes: ['Schnell und freundlich.', 'Hat auf Anhieb geholfen'],
  dislikes: ['Die Auskunft war schlicht falsch.', 'Textbausteine statt Hilfe'],
  relief: ['Danke, {agent}, das hat geholfen.', 'Endlich jemand, der es liest. Vielen Dank!'],
  scenarios: [
    {
      topic: 'vat-number',
      subjects: ['USt-IdNr. fehlt auf der Rechnung', 'Rechnung {invoice} korrigieren'],
      openings: [
        'Auf der Rechnung {invoice} fehlt unsere Umsatzsteuer-Identifikationsnummer. Das Finanzamt erkennt sie so nicht an. Können Sie sie neu ausstellen?',
        'Ich habe unsere USt-IdNr. eingetragen, aber das System meldet „nicht überprüfbar“. Sie ist aber gültig.',
        'Warum steht auf meiner Rechnung deutsche Umsatzsteuer? Unser Sitz ist in Österreich.',
      ],
      good: [
        'Tragen Sie die Nummer bitte unter Einstellungen → Firma → Steuern ein. Eine berichtigte Fassung von {invoice} habe ich bei der Buchhaltung angefragt, sie kommt innerhalb eines Werktags per E-Mail.',
        'Die Prüfung läuft über das EU-Register VIES, das heute zeitweise nicht erreichbar ist. Ihre Nummer ist gespeichert und wird stündlich erneut geprüft. Sie müssen nichts weiter tun.',
      ],
      flawed: [
        'Sie können die Nummer einfach von Hand auf den Ausdruck schreiben, das reicht dem Finanzamt immer.',
        'Please go to Settings and add your VAT number there. Have a nice day!',
      ],
      complaints: [
        'Das stimmt nicht, handschriftliche Ergänzungen sind unzulässig. Bitte verbinden Sie mich mit einem Menschen.',
        'Warum antworten Sie mir auf Englisch?',
      ],
      agent: [
        'Guten Tag {name}, hier ist {agent}. Die Rechnung {invoice} ist storniert und mit Ihrer USt-IdNr. neu ausgestellt. Bitte entschuldigen Sie die falsche Auskunft.',
      ],
      thanks: ['Prima, die Korrektur ist da. Vielen Dank!', 'Verstanden, dann warte ich die Prüfung ab.'],
    },
    {
      topic: 'cancel-plan',
      subjects: ['Kündigung', 'Vertrag zum {date} beenden'],
      openings: [
        'Hiermit kündige ich meinen Tarif {plan} zum nächstmöglichen Zeitpunkt und bitte um eine Bestätigung.',
        'Wo finde ich die Schaltfläche zum Kündigen? In den Einstellungen sehe ich sie nicht.',
      ],
      good: [
        'Kündigen kann, wer Inhaber des Arbeitsbereichs ist: Einstellungen → Tarif → Tarif kündigen. Er läuft dann noch bis zum {date}. Ihre Rechnungen bleiben danach 90 Tage lesbar, bitte exportieren Sie sie vorher.',
        'Die Schaltfläche sehen nur Inhaber. In {company} ist das die Person, die das Konto angelegt hat. Sie findet sie unter Einstellungen → Tarif.',
      ],
      flawed: [
        'Eine Kündigung ist nur schriftlich mit drei Monaten Frist möglich.',
        'Ich habe Ihr Konto soeben gelöscht.',
      ],
      complaints: [
        'In Ihren AGB steht etwas anderes: monatlich kündbar. Bitte prüfen Sie das.',
        'Gelöscht?! Ich brauche die Rechnungen noch für die Steuer!',
      ],
      agent: [
        'Guten Tag {name}, es wurde nichts gelöscht. Ihre Kündigung zum {date} ist eingetragen, die Bestätigung kommt per E-Mail. Freundliche Grüße, {agent}',
      ],
      thanks: ['Danke, hat funktioniert.', 'Gut, dann exportiere ich zuerst alles.'],
    },
    {
      topic: 'payment-reminder',
      subjects: ['Mahnung trotz Zahlung', 'Mahnstufen ändern'],
      openings: [
        'Mein Kunde hat {invoice} längst bezahlt und trotzdem eine Mahnung bekommen. Wie peinlich!',
        'Wie ändere ich die Fristen der Mahnstufen? Sieben Tage sind mir zu kurz.',
      ],
      good: [
        'Die Zahlung kam ohne Verwendungszweck an und liegt noch unter Zahlungen → Zuordnen. Sobald Sie sie {invoice} zuordnen, geht keine weitere Mahnung hinaus.',
        'Unter Einstellungen → Mahnungen steht bei jeder Stufe, wie viele Tage nach Fälligkeit sie verschickt wird. Eine Änderung gilt auch für offene Rechnungen.',
      ],
      flawed: ['Die Fristen der Mahnstufen sind gesetzlich festgelegt und lassen sich nicht ändern.'],
      complaints: ['Das ist Unsinn, im Handbuch steht, wie man sie ändert. Ich finde nur die Seite nicht.'],
      agent: [
        'Hallo {name}, die Fristen sind frei wählbar: Einstellungen → Mahnungen. Ich habe die erste Stufe auf 14 Tage gesetzt. Viele Grüße, {agent}',
      ],
      thanks: ['Zugeordnet, danke.', 'Super, das war es.'],
    },
  ],
};
