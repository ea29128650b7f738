/** Plants recognisable customers' words in every field that can carry them, to prove that none reaches a disk readable. */
import { randomBytes } from 'node:crypto';
import type { Interaction, InteractionEvent } from '#shared/domain/interaction.ts';

export interface Planted {
  readonly interactions: readonly Interaction[];
  /** Twenty strings, each once in the data. Random, so that no compressor can shorten them out of sight. */
  readonly strings: readonly string[];
}

type Plant = (interaction: Interaction, word: string) => Interaction;

const onEvent =
  (change: (event: InteractionEvent, word: string) => Partial<InteractionEvent>): Plant =>
  (interaction, word) => {
    const [first, ...rest] = interaction.events;
    if (!first) throw new Error('An interaction to plant in needs an event.');
    return { ...interaction, events: [{ ...first, ...change(first, word) }, ...rest] };
  };

const addEvent =
  (role: string, type: string): Plant =>
  (interaction, word) => {
    const last = interaction.events.at(-1);
    if (!last) throw new Error('An interaction to plant in needs an event.');
    return {
      ...interaction,
      events: [...interaction.events, { ...last, id: `planted-${word}`, role, type, message: `The word is ${word}.` }],
    };
  };

const plants: readonly Plant[] = [
  onEvent((event, word) => ({ message: `${event.message ?? ''} ${word}` })),
  onEvent((_event, word) => ({ feedback: word })),
  onEvent((_event, word) => ({ tags: [{ id: `tag-${word}`, name: 'Planted', groupId: null }] })),
  onEvent((_event, word) => ({ tags: [{ id: 'planted-tag', name: word, groupId: null }] })),
  onEvent((_event, word) => ({ usedArticles: [{ id: 'planted-article', title: word, documentUrl: null }] })),
  onEvent((_event, word) => ({ externalId: word })),
  onEvent((_event, word) => ({
    attachments: [{ originalUrl: `https://files.example/${word}.pdf`, contentType: 'application/pdf', sizeBytes: 1 }],
  })),
  addEvent('user', 'message'),
  addEvent('agent', 'message'),
  addEvent('finibot', 'message'),
  addEvent('agent', 'internalnote'),
  addEvent('user', 'widget_form'),
  (interaction, word) => ({ ...interaction, subjectPreview: word }),
  (interaction, word) => ({ ...interaction, externalId: word }),
  (interaction, word) => ({ ...interaction, url: `https://app.example/${word}` }),
  (interaction, word) => ({ ...interaction, status: word }),
  (interaction, word) => ({ ...interaction, userAttributes: { email: `${word}@customers.example` } }),
  (interaction, word) => ({ ...interaction, userAttributes: { [word]: true } }),
  (interaction, word) => ({ ...interaction, userAttributes: { profile: { names: [word] } } }),
  (interaction, word) => ({ ...interaction, usedSubfolders: [{ id: 'planted-folder', title: word }] }),
];

/** Returns the interactions with one string planted in each of the first twenty. Needs at least twenty. */
export const plantStrings = (interactions: readonly Interaction[]): Planted => {
  const strings = plants.map(() => `planted${randomBytes(12).toString('hex')}`);
  return {
    strings,
    interactions: interactions.map((interaction, index) => {
      const plant = plants[index];
      const word = strings[index];
      return plant && word ? plant(interaction, word) : interaction;
    }),
  };
};
