import type { Scenario } from '../scenario.ts';

export const ENGLISH_BILLING: readonly Scenario[] = [
  {
    topic: 'double-charge',
    subjects: ['Charged twice for {plan}', 'Two payments of {amount} this month', 'Duplicate charge on my card'],
    openings: [
      'I was charged twice for my plan this month. Two payments of {amount}, both on {date}. Can you take one back?',
      'My bank shows {amount} going out twice to Northwind. I only have one subscription as far as I know.',
      'Hello, invoice {invoice} seems to have been paid two times with the card ending in {digits}. Please check.',
      'Why did you take {amount} on {date} and then the same amount again four minutes later?',
    ],
    good: [
      'I can see two entries of {amount} for invoice {invoice}. One is a pre-authorisation that your bank will release by itself within 3 business days. If both are still there after that, reply here and a colleague refunds the second one.',
      'You are right, invoice {invoice} was paid twice. A refund of {amount} goes back to the card ending in {digits}; banks usually need 5 to 7 business days to show it. You do not have to do anything.',
      'Thanks for the details. The two payments belong to two workspaces that share your e-mail address: {company} and a trial that became a paid plan on {date}. If you do not need the second one, an owner can cancel it under Settings → Plan, and I can ask the team to refund it, since it is within 14 days.',
    ],
    flawed: [
      'Your account shows a single payment of {amount}, so you have not been charged twice. Please contact your bank.',
      'Please call our billing hotline at 0800 555 0142, they are open around the clock and can refund you right away.',
      'I have refunded both payments and added one free month to your account. You will see the money within 24 hours.',
    ],
    complaints: [
      'That is not right. I am looking at my bank statement and both payments are booked. Did you even read my message?',
      'Nobody answers at that number, it is not in service. Can someone help me here?',
      'You said 24 hours and nothing has arrived. I would like to talk to a person.',
    ],
    agent: [
      'Hello {name}, {agent} here. I have found both captures and returned {amount} to the card ending in {digits} just now. It takes 5 to 7 business days to appear. I am sorry about the first answer you got.',
      'Hi {name}, this is {agent} from billing. The second payment has been voided, so your bank will release it by {date}. The reply before this one was wrong, and I have reported it.',
    ],
    thanks: [
      'Perfect, thank you for clearing that up.',
      'OK, I will wait a few days and write again if needed.',
      'That explains it, I forgot about the trial. Thanks!',
    ],
  },
  {
    topic: 'refund-status',
    subjects: ['Where is my refund?', 'Refund for {invoice}', 'Still waiting for {amount}'],
    openings: [
      'You promised a refund of {amount} on {date} and I still do not see it. Where is it?',
      'Could you tell me the status of my refund for invoice {invoice}?',
      'It has been over a week since I was told the money is on its way. Card ending in {digits}.',
    ],
    good: [
      'The refund of {amount} for {invoice} left us on {date}. Banks take 5 to 7 business days, so it should be on your card ending in {digits} within this week. Some banks show it as a correction of the original payment rather than as a new line.',
      'I have looked it up: your refund was approved on {date} and is with the payment provider. If nothing has arrived after 7 business days, reply here and we will send you the bank reference so your bank can trace it.',
    ],
    flawed: [
      'Refunds are possible within 30 days and are always instant, so your bank must be holding the money back.',
      'I do not see any refund for you. Please send the full card number and its expiry date so that I can check.',
    ],
    complaints: [
      'My bank says there is nothing pending. What now?',
      'I am certainly not sending my card number in a chat. Please get me somebody who can look this up.',
    ],
    agent: [
      'Hello {name}, the first refund was returned by your old card. I have sent {amount} again, this time to your bank account on file. — {agent}',
      'Hi {name}, {agent} here. Please never send card numbers by chat, and I am sorry that you were asked to. The refund left us on {date}; the bank reference is NW{digits}77. Your bank can trace it with that.',
    ],
    thanks: ['Found it, it was listed as a correction. Thanks!', 'Alright, I will give it until Friday.'],
  },
  {
    topic: 'cancel-plan',
    subjects: ['Cancel my subscription', 'How do I stop the {plan} plan?', 'Closing our account'],
    openings: [
      'I want to cancel our {plan} plan before it renews on {date}. I cannot find the button.',
      'We are closing the business at the end of the month. Please cancel everything and tell me what happens to our invoices.',
      'How do I downgrade or cancel? We only send three invoices a month and {amount} is too much for that.',
    ],
    good: [
      'An owner of the workspace can cancel under Settings → Plan → Cancel plan. The plan then runs until {date}, and nothing is charged after that. Your invoices stay readable and can be exported for 90 days.',
      'I am sorry to see you go. Before you cancel, please export your invoices under Settings → Export: you are required to keep them, and we delete the workspace 90 days after the plan ends. Cancelling itself is under Settings → Plan and needs an owner.',
      'For three invoices a month the Starter plan may be enough; you can switch under Settings → Plan, and the difference is credited. If you would rather leave, the same page has "Cancel plan", effective on {date}.',
    ],
    flawed: [
      'I have cancelled your plan with immediate effect and deleted all your data. You will not be able to restore it.',
      'Plans can only be cancelled by letter with three months notice, sent to our head office.',
      'You cannot cancel during a running period. However, I can offer you 50% off for the next twelve months!',
    ],
    complaints: [
      'Wait, deleted? I need those invoices for the tax office!',
      'That is not what your terms say. I would like this confirmed by a human, in writing.',
    ],
    agent: [
      'Hello {name}, please do not worry: nothing was deleted, the assistant cannot do that. I have set {company} to end on {date} and sent you a full export by e-mail. {agent}',
      'Hi {name}, this is {agent}. Your cancellation for {date} is confirmed, and no notice period applies. You will get a written confirmation within the hour.',
    ],
    thanks: [
      'Done, thanks. It was a good product, we just do not need it any more.',
      'Found it now, I was not logged in as the owner.',
    ],
  },
  {
    topic: 'vat-number',
    subjects: ['VAT number missing on invoice', 'Invoice {invoice} without our tax ID', 'Reverse charge'],
    openings: [
      'Our accountant needs invoice {invoice} with our VAT number on it. How can we change that?',
      'We are a company in the Netherlands and you charge us VAT. It should be reverse charge. What do you need from us?',
      'I entered our VAT ID but the system says it cannot be verified. It is definitely valid.',
    ],
    good: [
      'You can add the number under Settings → Company → Tax. New invoices carry it from then on. For {invoice} I have asked the billing team for a corrected copy; it arrives by e-mail within one business day.',
      'Once your VAT number is saved and confirmed by VIES, invoices are issued under reverse charge without VAT. The number goes under Settings → Company → Tax. VAT on invoices that are already paid is returned when you ask within 14 days.',
      'The check asks the EU register VIES, which is down now and then. Your number is stored, and we try again every hour. You get a mail as soon as it is confirmed, no need to enter it again.',
    ],
    flawed: [
      'You can simply open the PDF in an editor and type your VAT number in; that is legally fine.',
      'VAT numbers can only be entered when the account is created. You would have to open a new account.',
    ],
    complaints: [
      'Editing an invoice PDF ourselves is not legal here. Please check with someone who knows tax.',
      'There is a field for it in the settings, so that cannot be true.',
    ],
    agent: [
      'Hello {name}, please do not edit the PDF. I have cancelled {invoice} and issued a corrected one with your VAT number; both are in your documents. Sorry for the bad advice. {agent}',
      'Hi {name}, {agent} from billing. The field is under Settings → Company → Tax. I entered the number from your message and it was confirmed at once.',
    ],
    thanks: ['Great, the accountant is happy now.', 'The corrected invoice has arrived. Thank you.'],
  },
  {
    topic: 'payment-reminder',
    subjects: ['Reminders go out too early', 'My client got a reminder for a paid invoice', 'Reminder settings'],
    openings: [
      'One of my clients got a payment reminder although they paid {invoice} last week. This is embarrassing.',
      'Can I stop automatic reminders for one client only? {company} always pays, just slowly.',
      'The reminder went out three days BEFORE the due date. How do I change this?',
    ],
    good: [
      'Reminders look at whether a payment has been matched. The payment for {invoice} came without a reference, so it is still under Payments → To match. Match it there and no further reminder goes out.',
      'Yes: open the client, choose Reminders, and switch off "Send automatically". The rule stays on for everybody else.',
      'Under Settings → Reminders each step says how many days before or after the due date it is sent. The first step of yours is set to 3 days before; change it to "after", and it holds for open invoices as well.',
    ],
    flawed: [
      'I have written to your client that the reminder was their own mistake.',
      'Reminders cannot be changed for one client. They are required by law in all countries.',
      'The reminder went out on the right day. Your calendar must be set to another time zone.',
    ],
    complaints: [
      'You wrote to my client?! Please have somebody answer me at once.',
      'They are not required by law. Can a human look at this?',
      'Three days off is not a time zone. It says "3 days before" in the rule, I just do not know how to change it.',
    ],
    agent: [
      'Hello {name}, I have checked: no message went to your client, the assistant cannot write to them. The payment is matched now, so no further reminder goes out. {agent}',
      'Hello {name}, {agent} here. Reminders are off for {company} now; for everyone else the rule stays on. Nothing of this is required by law.',
      'Hi {name}, I have changed the first step to 3 days after the due date. It holds for open invoices too. {agent}',
    ],
    thanks: ['Matched, thanks. That was quick.', 'OK, found the switch.', 'Changed it. Much better.'],
  },
];
