import { useCallback, useState } from 'react';
import { type FacetField, facetFieldSchema } from '#shared/contract/data.ts';
import { recall, remember } from '../../state/local-memory.ts';

/** Fields that few look at every day are folded until somebody does. */
const OPEN_AT_FIRST: readonly FacetField[] = ['review', 'source', 'channel', 'status', 'csat', 'tag'];

/** The open groups as they were left; only names of fields are remembered, none of their values. */
export const openGroupsFrom = (remembered: string | null): readonly FacetField[] => {
  if (remembered === null) return OPEN_AT_FIRST;
  const names = remembered.split(' ');
  return facetFieldSchema.options.filter((field) => names.includes(field));
};

/** Which facets are unfolded, remembered on this machine. */
export const useOpenGroups = (): readonly [readonly FacetField[], (field: FacetField, open: boolean) => void] => {
  const [fields, setFields] = useState(() => openGroupsFrom(recall('facets')));
  const setOpen = useCallback((field: FacetField, open: boolean) => {
    setFields((before) => {
      const next = open ? [...before, field] : before.filter((other) => other !== field);
      remember('facets', next.join(' '));
      return next;
    });
  }, []);
  return [fields, setOpen];
};
