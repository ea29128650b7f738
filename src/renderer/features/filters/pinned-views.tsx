import { Pin } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { countStore, usePreferences, useSearch, useViewCount } from '../../state/review-desk.ts';
import { formatNumber } from '../../ui/format.ts';
import { ViewEntry } from './view-entry.tsx';

/** Views that are looked at every day, below the inbox, with how much there is in each. */
export const PinnedViews = () => {
  const views = usePreferences((state) => state.preferences.savedSearches);
  const pinned = useMemo(() => views.filter((view) => view.pinned), [views]);
  // A new result may be a judgement or a page that came; either changes what views hold.
  const resultId = useSearch((state) => state.listed?.resultId);
  useEffect(() => {
    if (resultId !== undefined) countStore.want(pinned.map(({ text }) => text));
  }, [pinned, resultId]);
  if (pinned.length === 0) return null;
  return (
    <ul aria-label="Pinned views">
      {pinned.map((view) => (
        <ViewEntry key={view.id} view={view} icon={<Pin aria-hidden="true" />} trailing={<Count text={view.text} />} />
      ))}
    </ul>
  );
};

const Count = ({ text }: { readonly text: string }) => {
  const count = useViewCount(text);
  return count === undefined ? '' : formatNumber(count);
};
