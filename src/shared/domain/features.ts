/** What an interaction holds, as `has:` asks for it. */
import type { Interaction } from './interaction.ts';

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

export const featuresOf = ({ hasFeedback, usedArticles, status, events }: Interaction): Features => {
  let feedback = hasFeedback;
  let csat = false;
  let attachment = false;
  let note = false;
  let tag = false;
  let article = usedArticles.length > 0;
  let escalation = false;
  // One walk for all of them: every interaction that is fetched is looked at.
  for (const event of events) {
    if (event.feedback !== null && event.feedback !== '') feedback = true;
    if (event.csatRating !== null) csat = true;
    if (event.attachments.length > 0) attachment = true;
    if (event.tags.length > 0) tag = true;
    if (event.usedArticles.length > 0) article = true;
    if (event.type === 'internalnote') note = true;
    else if (event.type === 'silent_escalation') escalation = true;
  }
  return { feedback, csat, attachment, note, tag, article, escalation: escalation || /escalat/iu.test(status) };
};
