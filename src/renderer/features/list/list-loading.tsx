import { type Opening, useApp } from '../../state/app-store.ts';
import { formatNumber } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { useImpatience } from '../../ui/use-impatience.ts';
import { RowSkeletons } from './interaction-row.tsx';
import styles from './list-pane.module.css';

/** In the list's place until there is one: rows in its shape; when that takes long, how far loading has come. */
export const ListLoading = () => {
  const opening = useApp((state) => state.opening);
  const connecting = useApp((state) => state.phase === 'connecting');
  const impatient = useImpatience(1000);
  if (impatient && opening) return <HowFar opening={opening} />;
  return impatient && connecting ? <Connecting /> : <RowSkeletons count={12} />;
};

const Connecting = () => (
  <div className={styles['loading']}>
    <p>Connecting to the application’s host process.</p>
    <Progress label="Starting" value={null} />
  </div>
);

const HowFar = ({ opening: { entry, done, total } }: { readonly opening: Opening }) => (
  <div className={styles['loading']}>
    <p>Loading the index and the judgements.</p>
    <Progress label={`Opening ${entry.workspace.name}`} value={total > 0 ? Math.min(1, done / total) : null} />
    {total > 0 ? (
      <p>
        {formatNumber(done)} of {formatNumber(total)}
      </p>
    ) : null}
  </div>
);
