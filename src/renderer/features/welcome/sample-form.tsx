import { type FormEvent, type ReactNode, useState } from 'react';
import { WHOLE_SCOPE } from '#shared/domain/scope.ts';
import { DAY, LONGEST_WINDOW_DAYS } from '#shared/domain/workspace.ts';
import { workspaceCreated } from '../../state/app-actions.ts';
import { appStore, useApp } from '../../state/app-store.ts';
import { startPeriod } from '../../state/app-sync.ts';
import { getData } from '../../state/connect.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useTask } from '../../ui/use-task.ts';
import card from '../frame/card.module.css';
import { Screen } from '../frame/screen.tsx';

/** A workspace of made-up interactions, fetched at once by the very path real ones take. */
export const SampleForm = ({ back }: { readonly back: ReactNode }) => {
  const knownReviewer = useApp((state) => state.workspaces[0]?.workspace.reviewer.name ?? '');
  const [reviewerName, setReviewerName] = useState(knownReviewer);
  const [tried, setTried] = useState(false);
  const explore = useTask('sample', async () => {
    const workspace = await getData().workspaceCreate({ kind: 'sample', reviewerName: reviewerName.trim() });
    await workspaceCreated(workspace);
    // The workspace may have failed to open, which its own screen says.
    if (appStore.getState().workspace?.id !== workspace.id) return;
    const now = Date.now();
    await startPeriod({
      period: { since: now - LONGEST_WINDOW_DAYS * DAY, until: now },
      openEnded: true,
      scope: WHOLE_SCOPE,
    });
  });
  const missing = reviewerName.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!missing) explore.run();
  };
  return (
    <Screen
      title="Explore sample data"
      lead="Conversations this application makes up itself, with everything a real workspace has: several languages, every channel, escalations, ratings, internal notes. Judgements you give are real and stay until you remove the workspace."
      back={back}
    >
      <form className={card['card']} onSubmit={submit} noValidate>
        <TextField
          label="Your name"
          maxLength={80}
          value={reviewerName}
          onChange={(event) => setReviewerName(event.target.value)}
          hint="Stays on this machine, and in what you export."
          error={tried && missing ? 'Your name is written beside every judgement.' : null}
        />
        {explore.error ? <ErrorNotice error={explore.error} onRetry={() => explore.run()} /> : null}
        <div className={card['actions']}>
          <Button type="submit" variant="primary" busy={explore.busy}>
            {explore.busy ? 'Making it…' : 'Explore'}
          </Button>
        </div>
      </form>
    </Screen>
  );
};
