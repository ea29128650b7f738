import { KeyRound } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { currentEntry, openDialog, useApp } from '../../state/app-store.ts';
import { startPeriod } from '../../state/app-sync.ts';
import { preferencesStore, usePreferences } from '../../state/review-desk.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTask } from '../../ui/use-task.ts';
import { choosePeriod, type PeriodChoice, type PresetDays } from './period-choice.ts';
import { PeriodChooser } from './period-chooser.tsx';
import styles from './period-form.module.css';
import { ScopeChooser } from './scope-chooser.tsx';
import { isWhole } from './scope-words.ts';

export interface PeriodFormProps {
  readonly days: PresetDays;
  /** False where something else is the main thing to do. */
  readonly primary?: boolean;
  /** Beside the button. */
  readonly children?: ReactNode;
}

/** Which period, which of its interactions, and the button that fetches them. */
export const PeriodForm = ({ days, primary = true, children }: PeriodFormProps) => {
  const summary = useApp((state) => state.summary);
  const sample = useApp((state) => state.workspace?.kind === 'sample');
  const hasKey = useApp((state) => currentEntry(state)?.hasApiKey ?? true);
  const lost = useApp((state) => state.connection.state === 'lost');
  const scope = usePreferences((state) => state.preferences.scope);
  const now = useNow();
  const [choice, setChoice] = useState<PeriodChoice>({ kind: 'preset', days });
  const start = useTask('sync', async () => {
    const chosen = choosePeriod(choice, Date.now());
    if (chosen.ok) await startPeriod({ period: chosen.period, openEnded: chosen.openEnded, scope });
  });
  const ready = choosePeriod(choice, now).ok;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (choosePeriod(choice, Date.now()).ok) start.run();
  };
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <PeriodChooser
        choice={choice}
        onChoice={setChoice}
        now={now}
        summary={summary}
        sample={sample}
        narrowed={!isWhole(scope)}
      />
      <ScopeChooser scope={scope} onScope={(next) => preferencesStore.choose({ scope: next })} />
      {start.error ? <ErrorNotice error={start.error} onRetry={() => start.run()} /> : null}
      {hasKey ? (
        <div className={styles['actions']}>
          <Button type="submit" variant={primary ? 'primary' : 'secondary'} busy={start.busy} disabled={lost || !ready}>
            Start fetching
          </Button>
          {children}
        </div>
      ) : (
        <>
          <p>The API key of this workspace is no longer kept here. Paste it again to fetch more.</p>
          <Button variant="primary" icon={<KeyRound />} onClick={() => openDialog('replace-key')}>
            Paste the key…
          </Button>
        </>
      )}
    </form>
  );
};
