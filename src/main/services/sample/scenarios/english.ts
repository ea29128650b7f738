import type { LanguagePack } from '../scenario.ts';
import { ENGLISH_ACCOUNT } from './english-account.ts';
import { ENGLISH_BILLING } from './english-billing.ts';
import { ENGLISH_PRODUCT } from './english-product.ts';

export const ENGLISH: LanguagePack = {
  locale: 'en-GB',
  currency: 'GBP',
  weight: 12,
  names: [
    'Amelia Hart',
    'Jonas Okafor',
    "Siobhan O'Neill",
    'Ravi Menon',
    'Grace Whitcombe',
    'Dylan Price',
    'Zoë Adler',
    'Marcus Bell',
  ],
  companies: [
    'Hartwood Studio',
    'Tidal Plumbing Ltd',
    'Bell & Sons',
    'Greenlane Dental',
    'Paper Kite Events',
    'Okafor Legal',
  ],
  greetings: ['Hi {name},\n\n', 'Hello {name}, thanks for writing. ', 'Thanks for getting in touch. ', '', ''],
  closers: [' Is there anything else I can help with?', ' Let me know if that does not work.', '', '', ''],
  context: [
    'We are on the {plan} plan.',
    'I need this sorted before {date}.',
    'I have already tried another browser.',
    'This is for {company}, if that helps.',
    'Sorry if this is a stupid question.',
    'My assistant usually does this, but she is away.',
    'I asked the same thing in spring and never got an answer.',
    'Sent from my phone, please excuse typos',
  ],
  handover: [
    'I am passing you to a colleague, who can see more than I can. They will answer here.',
    'Understood. A colleague takes over from here.',
  ],
  likes: [
    'Quick and to the point.',
    'Solved in two minutes',
    'Very polite bot!',
    'Good, but the link opened in the wrong language',
  ],
  dislikes: [
    'The answer was plain wrong.',
    'Bot does not listen',
    'Had to ask three times for a human.',
    'It sounded sure of itself and it was all made up.',
  ],
  relief: [
    'Thank you for sorting this out.',
    'Finally somebody who reads. Thanks {agent}.',
    'OK, that works for me.',
    'All good now, thanks for the quick help',
  ],
  scenarios: [...ENGLISH_BILLING, ...ENGLISH_ACCOUNT, ...ENGLISH_PRODUCT],
};
