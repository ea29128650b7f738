import { ArrowLeft, FolderOpen, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { addWorkspace, openWorkspace } from '../../state/app-actions.ts';
import { useApp } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { useImpatience } from '../../ui/use-impatience.ts';
import { RemoveDialog } from '../workspace/remove-dialog.tsx';
import card from './card.module.css';
import { Screen } from './screen.tsx';

export const ConnectingScreen = () => {
  const impatient = useImpatience(400);
  if (!impatient) return <main aria-busy="true" aria-label="Starting" />;
  return (
    <Screen title="Starting…" lead="Connecting to the application’s host process.">
      <Progress label="Starting" value={null} />
    </Screen>
  );
};

export const UnlinkedScreen = () => (
  <Screen
    title="This window has lost its link to the application"
    lead={
      <p>
        The link is secret and lives only in the window it was given to, so reloading or copying the address breaks it.
        Nothing is lost: judgements and fetched interactions are kept.
      </p>
    }
  >
    <div className={card['card']}>
      <p>
        Close this window and open it again from the application, or with the address that <code>npm start</code>{' '}
        printed.
      </p>
    </div>
  </Screen>
);

export const FatalScreen = () => {
  const error = useApp((state) => state.fatal);
  const electron = useApp((state) => state.info?.shell === 'electron');
  return (
    <Screen
      title="Fini Reviewer cannot go on"
      lead="Everything that was saved is kept. The sentence below says what happened and what helps."
    >
      {error ? <ErrorNotice error={error} /> : null}
      {electron ? (
        <div className={card['actions']}>
          <Button variant="primary" onClick={() => location.reload()}>
            Start again
          </Button>
        </div>
      ) : null}
    </Screen>
  );
};

export const OpeningScreen = () => {
  const opening = useApp((state) => state.opening);
  const others = useApp((state) => state.workspaces.filter((entry) => entry.hasDataKey).length > 1);
  const impatient = useImpatience(300);
  const [removing, setRemoving] = useState(false);
  if (!opening) return null;
  const { entry, error } = opening;
  if (error) {
    return (
      <Screen title={`${entry.workspace.name} could not be opened`}>
        <ErrorNotice error={error} onRetry={() => void openWorkspace(entry.workspace.id)} />
        <div className={card['actions']}>
          <Button icon={others ? <FolderOpen /> : <ArrowLeft />} onClick={addWorkspace}>
            {others ? 'Choose another workspace' : 'Back to the start'}
          </Button>
          <Button variant="ghost" icon={<Trash2 />} onClick={() => setRemoving(true)}>
            Remove this workspace…
          </Button>
        </div>
        {removing ? <RemoveDialog workspace={entry.workspace} onClose={() => setRemoving(false)} /> : null}
      </Screen>
    );
  }
  if (!impatient) return <main aria-busy="true" aria-label={`Opening ${entry.workspace.name}`} />;
  return (
    <Screen title={`Opening ${entry.workspace.name}…`} lead="Loading the index and the judgements.">
      <Progress
        label={`Opening ${entry.workspace.name}`}
        value={opening.total > 0 ? Math.min(1, opening.done / opening.total) : null}
      />
      {opening.total > 0 ? (
        <p className={card['note']}>
          {formatNumber(opening.done)} of {formatNumber(opening.total)}
        </p>
      ) : null}
    </Screen>
  );
};
