import { CircleCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { skipPeriod, startSync } from '../../state/app-actions.ts';
import { useApp } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTask } from '../../ui/use-task.ts';
import card from '../frame/card.module.css';
import { Screen } from '../frame/screen.tsx';
import { choosePeriod, type PeriodChoice } from '../sync/period-choice.ts';
import { PeriodChooser } from '../sync/period-chooser.tsx';
import styles from './period-screen.module.css';

/** The workspace is open and empty: how far back shall be fetched? */
export const PeriodScreen = () => {
  const workspace = useApp((state) => state.workspace);
  const summary = useApp((state) => state.summary);
  const quiet = useApp((state) => state.recentInteractions === false);
  const now = useNow();
  const [choice, setChoice] = useState<PeriodChoice>({ kind: 'preset', days: quiet ? 90 : 30 });
  const start = useTask('sync', async () => {
    const chosen = choosePeriod(choice, Date.now());
    if (chosen.ok) await startSync(chosen.period);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (choosePeriod(choice, Date.now()).ok) start.run();
  };
  if (!workspace) return null;
  return (
    <Screen
      title="How far back?"
      lead={
        <>
          <p className={styles['connected']}>
            <CircleCheck aria-hidden="true" />
            <span>{workspace.name} is connected.</span>
          </p>
          {quiet ? <p>The last seven days hold no interactions, so a longer period is suggested.</p> : null}
          <p>
            Newest interactions come first, and you can read and judge while the rest is fetched. More can be fetched at
            any time.
          </p>
        </>
      }
      footnote="What is fetched is sealed on this disk and readable with the network off."
    >
      <form className={card['card']} onSubmit={submit} noValidate>
        <PeriodChooser
          choice={choice}
          onChoice={setChoice}
          now={now}
          summary={summary}
          sample={workspace.kind === 'sample'}
        />
        {start.error ? <ErrorNotice error={start.error} onRetry={() => start.run()} /> : null}
        <div className={card['actions']}>
          <Button type="submit" variant="primary" busy={start.busy} disabled={!choosePeriod(choice, now).ok}>
            Start fetching
          </Button>
          <Button variant="ghost" onClick={skipPeriod}>
            Not now
          </Button>
        </div>
      </form>
    </Screen>
  );
};
