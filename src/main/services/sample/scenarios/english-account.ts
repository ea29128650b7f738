import type { Scenario } from '../scenario.ts';

export const ENGLISH_ACCOUNT: readonly Scenario[] = [
  {
    topic: 'password-reset',
    subjects: ['Cannot log in after password reset', 'Reset mail does not arrive', 'Locked out'],
    openings: [
      'I reset my password, but the new one is not accepted. I tried it on two computers.',
      'The password reset e-mail never arrives. I checked the spam folder. My address is {email}.',
      'It says my reset link has expired, but I clicked it right away this morning.',
    ],
    good: [
      'A reset link is good for 60 minutes and only the newest one counts. Please ask for a new link, open it in a private window, and make sure that your password manager does not fill in the old password.',
      'I can see that reset mails to {email} were sent. Please look for mails from no-reply@northwind-invoices.example, and ask your IT to allow that domain. If nothing arrives, an owner of your workspace can change your address under Settings → People.',
    ],
    flawed: [
      'I have set your password to "northwind123". Please log in and change it.',
      'Our log shows that you have opened the mail, so please look for it once more.',
      'Reset links are good for 24 hours, so yours cannot have expired. You must be using the wrong link.',
    ],
    complaints: [
      'Setting my password to something you write in a chat cannot be how you do security. Please escalate this.',
      'I have not opened anything, because there is nothing here. Can a person check?',
      'It does say expired. I can send you a screenshot if you want.',
    ],
    agent: [
      'Hi {name}, {agent} here. Nobody can set your password for you, and the assistant did not. A new link is in your inbox, good for 60 minutes.',
      'Hello {name}, mail to your domain was blocked on our side; that is mended, and the mail is on its way to {email}. {agent}',
      'Hi {name}, you were right: links last 60 minutes, and yours was made yesterday evening. I have sent you a new one. {agent}',
    ],
    thanks: ['The private window did it. Thank you!', 'Got the mail now.'],
  },
  {
    topic: 'two-factor',
    subjects: ['Lost my phone, cannot log in', '2FA code not accepted', 'Recovery codes'],
    openings: [
      'My phone was stolen and with it my authenticator app. How do I get into my account?',
      'The six digit code is always "invalid". It worked until {date}.',
      'I have to hand over to a colleague while on leave. Can we share one second factor?',
    ],
    good: [
      'I am sorry about the phone. You can log in with one of the recovery codes that you saved when you turned two-factor on. Without them, an owner of {company} can reset your second factor under Settings → People; if you are the only owner, a colleague of ours does it after checking your identity, which takes about one business day.',
      'That is nearly always the clock: codes depend on the exact time. Turn on automatic date and time on your phone and try the next code.',
      'Please do not share a second factor. Invite your colleague with a seat of their own under Settings → People; you can take it away again when you are back.',
    ],
    flawed: [
      'Two-factor authentication can be disabled by anyone who knows your e-mail address. I have switched it off for {email}.',
      'Please send me your recovery codes here so I can log in for you.',
      'Yes, one second factor can be shared by up to ten people. Just send the QR code around by e-mail.',
    ],
    complaints: [
      'You switched it off without asking who I am? That worries me a lot.',
      'Surely you are not supposed to ask for those? Get me a human please.',
      'Our security officer says never to send that code around. Which of you is right?',
    ],
    agent: [
      'Hello {name}, this is {agent}. Your second factor is still on; the assistant cannot change it. I have sent you the form for the identity check.',
      'Hi {name}, please keep your recovery codes to yourself; nobody here needs them. Set the clock of your phone to automatic, and the next code will work. {agent}',
      'Hello {name}, your security officer is right. I have added a free seat for your colleague for four weeks. {agent}',
    ],
    thanks: [
      'Our owner has reset it, I am in again.',
      'It was the clock! Two minutes off. Thanks.',
      'Good, I will invite her then.',
    ],
  },
  {
    topic: 'seats',
    subjects: ['Adding two colleagues', 'Remove a user', 'Owner has left the company'],
    openings: [
      'How do I add two more people and what does it cost on the {plan} plan?',
      'A colleague left last week. How do I remove her without losing the invoices she wrote?',
      'The owner of our account has left {company} and nobody can change the plan now.',
    ],
    good: [
      'Invite them under Settings → People. The Team plan has five seats; more cost 9 a month each, charged only for the days that are left in this period.',
      'Under Settings → People choose her name and "Remove". Her invoices stay with the workspace and keep her name as the author.',
      'In that case we move the ownership after a short check: please have somebody who may sign for {company} answer the mail I have just had sent to {email}.',
    ],
    flawed: [
      'Seats are free and without limit on every plan.',
      'If you remove her, all invoices she wrote are deleted as well, so you have to keep paying for the seat.',
      'Nobody but the owner can ever change this. Please open a new account and enter everything again.',
    ],
    complaints: [
      'Your pricing page says five seats. Which one is right?',
      'That makes no sense. Those are legal documents.',
      'Four years of invoices, by hand? Please ask somebody who can help.',
    ],
    agent: [
      'Hi {name}, {agent} here: the pricing page is right, five seats are included and each further one is 9 a month.',
      'Hello {name}, invoices always stay, whoever wrote them. You can remove her today. {agent}',
      'Hi {name}, nothing has to be entered again. I have sent a form to {email}; once it is signed, I move the ownership the same day. {agent}',
    ],
    thanks: ['Invited both, works.', 'Good to know, thanks.', 'We have answered the mail.'],
  },
  {
    topic: 'api-token',
    subjects: ['API token shows 401', 'Lost API token', 'Rate limit of the API'],
    openings: [
      'Since {date} our integration gets 401 on every call. Nothing changed on our side.',
      'I closed the window before copying my API token. Where can I see it again?',
      'What is the rate limit of POST /v1/invoices? We get 429 when we import at night.',
    ],
    good: [
      'A 401 with a token that used to work means that it was revoked or has expired. Under Settings → Developer you see when and by whom. Create a new one, give it the scope "invoices:write", and put it into your secret store.',
      'For safety a token is shown only once, so it cannot be seen again. Delete it under Settings → Developer and create another; the old one stops working at once.',
      'The limit is 60 requests a minute for each token. On 429 wait as long as the Retry-After header says, then send the same request with the same Idempotency-Key, so that no invoice is made twice.',
    ],
    flawed: [
      'Just put the token into the URL as ?token=… and the 401 goes away.',
      'You can see all your tokens in clear text under Settings → Developer → Show.',
      'There is no rate limit. The 429 must come from your own firewall.',
    ],
    complaints: [
      'In the URL it would end up in every log file. Could an engineer look at this?',
      'There is no "Show" there. I am looking at it right now.',
      'The 429 has your request id in its body. Could an engineer look?',
    ],
    agent: [
      'Hi {name}, {agent} from the developer team. Your token was revoked automatically because it turned up in a public repository. Please make a new one and rotate it in your build.',
      'Hello {name}, a token is shown once and never again, that page does not exist. Please make a new one. {agent}',
      'Hello {name}, the limit is 60 a minute for each token; the answer above was wrong. I have raised yours to 120 for your nightly import. {agent}',
    ],
    thanks: ['New token, all green again.', 'OK, made another one.', 'Idempotency-Key is exactly what we needed.'],
  },
];
