/** What an interaction holds, as `has:` asks for it. */
import { articlesOf, csatOf, type Interaction } from './interaction.ts';

export interface Features {
  /** Fini's flag, or words that a customer left with a rating. */
  readonly feedback: boolean;
  /** A rating; 0 is one. */
  readonly csat: boolean;
  readonly attachment: boolean;
  /** An internal note. */
  readonly note: boolean;
  readonly tag: boolean;
  readonly article: boolean;
  /** Fini handed it over: a silent escalation, or a status that says so. */
  readonly escalation: boolean;
}

export const featuresOf = (interaction: Interaction): Features => {
  const { events } = interaction;
  return {
    feedback: interaction.hasFeedback || events.some(({ feedback }) => feedback !== null && feedback !== ''),
    csat: csatOf(interaction) !== null,
    attachment: events.some(({ attachments }) => attachments.length > 0),
    note: events.some(({ type }) => type === 'internalnote'),
    tag: events.some(({ tags }) => tags.length > 0),
    article: articlesOf(interaction).length > 0,
    escalation: events.some(({ type }) => type === 'silent_escalation') || /escalat/iu.test(interaction.status),
  };
};
