import { ChevronRight, Plus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { FacetValue } from '#shared/contract/data.ts';
import type { Scope } from '#shared/domain/scope.ts';
import { agentNameIn, useApp } from '../../state/app-store.ts';
import { refreshCatalogue } from '../../state/app-sync.ts';
import { getData } from '../../state/connect.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatNumber } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAsked } from '../../ui/use-asked.ts';
import { useTask } from '../../ui/use-task.ts';
import styles from './scope-chooser.module.css';
import { attributionCost, scopeInWords, toggled, typedName } from './scope-words.ts';

/** Names that Fini's reference gives; both lists are open. */
const SOURCES = [
  'zendesk',
  'intercom',
  'widget',
  'api',
  'ui',
  'standalone',
  'front',
  'hubspot',
  'salesforce',
  'gorgias',
  'livechat',
  'slack',
  'discord',
  'freshdesk',
  'freshchat',
  'testsuite',
  'replay',
] as const;
const CHANNELS = ['email', 'chat', 'voice'] as const;

const NO_VALUES: readonly FacetValue[] = [];

export interface ScopeChooserProps {
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
}

/** Which interactions are fetched: folded away, since everything is what most want. */
export const ScopeChooser = ({ scope, onScope }: ScopeChooserProps) => {
  const [open, setOpen] = useState(false);
  const agentName = agentNameIn(useApp((state) => state.catalogue));
  const words = `${scopeInWords(scope, agentName)}${scope.attributeAgents ? ', by agent' : ''}`;
  return (
    <details className={styles['scope']} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight aria-hidden="true" />
        <span>
          Scope: <strong>{words}</strong>
        </span>
      </summary>
      {open ? (
        <div className={styles['fields']}>
          <SourcesAndChannels scope={scope} onScope={onScope} />
          <Agents scope={scope} onScope={onScope} />
        </div>
      ) : null}
    </details>
  );
};

const SourcesAndChannels = ({ scope, onScope }: ScopeChooserProps) => {
  const interactions = useApp((state) => state.summary?.interactions ?? 0);
  // Counted over the whole cache, whatever is listed now.
  const { answer } = useAsked('sources and channels', interactions, () =>
    getData().search({ text: '', sort: 'newest', limit: 0, facets: ['source', 'channel'] }),
  );
  return (
    <>
      <Names
        title="Sources"
        one="source"
        known={answer?.facets.source ?? NO_VALUES}
        suggested={SOURCES}
        chosen={scope.sources}
        onChosen={(sources) => onScope({ ...scope, sources })}
      />
      <Names
        title="Channels"
        one="channel"
        known={answer?.facets.channel ?? NO_VALUES}
        suggested={CHANNELS}
        chosen={scope.channels}
        onChosen={(channels) => onScope({ ...scope, channels })}
      />
    </>
  );
};

interface NamesProps {
  readonly title: string;
  readonly one: string;
  /** What the cache holds, with counts. */
  readonly known: readonly FacetValue[];
  readonly suggested: readonly string[];
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly string[]) => void;
}

/** Names to choose from, those that the cache holds with their counts, and a field for any other. */
const Names = ({ title, one, known, suggested, chosen, onChosen }: NamesProps) => {
  const id = useId();
  const [typed, setTyped] = useState('');
  const name = typedName(typed);
  const shown = [...new Set([...known.map(({ value }) => value).filter((value) => value !== ''), ...chosen])];
  const add = (): void => {
    if (name === null) return;
    if (!chosen.includes(name)) onChosen([...chosen, name]);
    setTyped('');
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    // Enter adds the name; it does not start fetching.
    event.preventDefault();
    add();
  };
  return (
    <fieldset className={styles['names']}>
      <legend>
        {title} <span className={styles['hint']}>{chosen.length === 0 ? 'all' : 'only those chosen'}</span>
      </legend>
      {shown.length > 0 ? (
        <div className={styles['chips']}>
          {shown.map((value) => {
            const count = known.find((entry) => entry.value === value)?.count;
            return (
              <Chip key={value} pressed={chosen.includes(value)} onClick={() => onChosen(toggled(chosen, value))}>
                <bdi>{value}</bdi>
                {count === undefined ? null : <span className={styles['count']}> {formatNumber(count)}</span>}
              </Chip>
            );
          })}
        </div>
      ) : null}
      <TextField
        label={`Another ${one}`}
        hideLabel
        placeholder={`Another ${one}, such as ${suggested.find((value) => !shown.includes(value)) ?? one}`}
        list={`${id}-suggested`}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKey}
        error={typed.includes(',') ? 'One at a time, without commas.' : null}
        trailing={
          <IconButton size="small" icon={<Plus />} label={`Add the ${one}`} disabled={name === null} onClick={add} />
        }
      />
      <datalist id={`${id}-suggested`}>
        {suggested
          .filter((value) => !shown.includes(value))
          .map((value) => (
            <option key={value} value={value} />
          ))}
      </datalist>
    </fieldset>
  );
};

/** Agents by name. The list is fetched when it is asked for the first time. */
const Agents = ({ scope, onScope }: ScopeChooserProps) => {
  const catalogue = useApp((state) => state.catalogue);
  const lost = useApp((state) => state.connection.state === 'lost');
  const load = useTask('catalogue', refreshCatalogue);
  const missing = catalogue === null && !lost;
  const { run } = load;
  useEffect(() => {
    if (missing) run();
  }, [missing, run]);
  const agents = catalogue?.agents ?? [];
  const gone = scope.agentIds.filter((id) => !agents.some((agent) => agent.id === id));
  return (
    <fieldset className={styles['names']}>
      <legend>
        Agents <span className={styles['hint']}>{scope.agentIds.length === 0 ? 'all' : 'only those chosen'}</span>
      </legend>
      {load.error ? <ErrorNotice error={load.error} tone="warning" onRetry={() => load.run()} /> : null}
      {load.busy ? <p className={styles['hint']}>Asking Fini for the agents…</p> : null}
      {catalogue !== null && agents.length === 0 ? <p className={styles['hint']}>This workspace has none.</p> : null}
      {agents.length + gone.length > 0 ? (
        <div className={styles['chips']}>
          {[...agents, ...gone.map((id) => ({ id, name: id }))].map((agent) => (
            <Chip
              key={agent.id}
              pressed={scope.agentIds.includes(agent.id)}
              onClick={() => onScope({ ...scope, agentIds: toggled(scope.agentIds, agent.id) })}
            >
              <bdi>{agent.name || agent.id}</bdi>
            </Chip>
          ))}
        </div>
      ) : null}
      <Checkbox
        label="Attribute agents"
        hint={attributionCost(catalogue === null ? null : scope.agentIds.length || agents.length)}
        checked={scope.attributeAgents}
        onCheckedChange={(attributeAgents) => onScope({ ...scope, attributeAgents })}
      />
    </fieldset>
  );
};
