import { CircleCheck } from 'lucide-react';
import { skipPeriod } from '../../state/app-actions.ts';
import { useApp } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import card from '../frame/card.module.css';
import { Screen } from '../frame/screen.tsx';
import { PeriodForm } from '../sync/period-form.tsx';
import styles from './period-screen.module.css';

/** The workspace is open and empty: how far back shall be fetched? */
export const PeriodScreen = () => {
  const workspace = useApp((state) => state.workspace);
  const quiet = useApp((state) => state.recentInteractions === false);
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
      <div className={card['card']}>
        <PeriodForm days={quiet ? 90 : 30}>
          <Button variant="ghost" onClick={skipPeriod}>
            Not now
          </Button>
        </PeriodForm>
      </div>
    </Screen>
  );
};
