import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { workspaceCreated } from '../../state/app-actions.ts';
import { appStore, useApp } from '../../state/app-store.ts';
import { getData } from '../../state/connect.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useTask } from '../../ui/use-task.ts';
import card from '../frame/card.module.css';
import { Screen } from '../frame/screen.tsx';
import { willBeKept } from '../vault/vault-words.ts';
import { isAboutKey, keyProblem, sentenceOf } from './key-words.ts';

/** Connects a workspace: the key is tried with one small request before anything is made. */
export const ConnectForm = ({ back }: { readonly back: ReactNode }) => {
  const vault = useApp((state) => state.vault);
  const apiHost = useApp((state) => state.info?.apiHost ?? 'Fini');
  const knownReviewer = useApp((state) => state.workspaces[0]?.workspace.reviewer.name ?? '');
  const [apiKey, setApiKey] = useState('');
  const [name, setName] = useState('');
  const [reviewerName, setReviewerName] = useState(knownReviewer);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const connect = useTask('connect', async () => {
    const key = apiKey.trim();
    const { hasRecentInteractions } = await getData().workspaceCheckKey({ apiKey: key });
    appStore.setState({ recentInteractions: hasRecentInteractions });
    const workspace = await getData().workspaceCreate({
      kind: 'fini',
      name: name.trim(),
      reviewerName: reviewerName.trim(),
      apiKey: key,
    });
    await workspaceCreated(workspace);
  });

  const problems = {
    key: keyProblem(apiKey),
    name: name.trim() === '' ? 'Give the workspace a name, so that you can tell it from others.' : null,
    reviewer: reviewerName.trim() === '' ? 'Your name is written beside every judgement.' : null,
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (problems.key ?? problems.name ?? problems.reviewer) {
      const field = problems.key ? 'api-key' : problems.name ? 'workspace-name' : 'reviewer-name';
      form.current?.querySelector<HTMLInputElement>(`#${field}`)?.focus();
      return;
    }
    connect.run();
  };
  const keyError = connect.error && isAboutKey(connect.error) ? connect.error : null;
  useEffect(() => {
    if (keyError) form.current?.querySelector<HTMLInputElement>('#api-key')?.select();
  }, [keyError]);

  return (
    <Screen
      title="Connect a workspace"
      lead={
        <p>
          An API key lets this application read the interactions of one Fini workspace. Make one at{' '}
          <strong>app.usefini.com → Settings → API keys</strong>; read scope is enough.
        </p>
      }
      back={back}
      footnote={`${willBeKept(vault)} It is sent to ${apiHost} and nowhere else.`}
    >
      <form ref={form} className={card['card']} onSubmit={submit} noValidate>
        <PasswordField
          id="api-key"
          label="API key"
          placeholder="fini_…"
          value={apiKey}
          onChange={(event) => {
            setApiKey(event.target.value);
            connect.clear();
          }}
          error={keyError ? sentenceOf(keyError) : tried ? problems.key : null}
        />
        <TextField
          id="workspace-name"
          label="Workspace name"
          placeholder="Acme Support"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={tried ? problems.name : null}
        />
        <TextField
          id="reviewer-name"
          label="Your name"
          maxLength={80}
          value={reviewerName}
          onChange={(event) => setReviewerName(event.target.value)}
          hint="Stays on this machine, and in what you export."
          error={tried ? problems.reviewer : null}
        />
        {connect.error && !keyError ? <ErrorNotice error={connect.error} onRetry={() => connect.run()} /> : null}
        <div className={card['actions']}>
          <Button type="submit" variant="primary" busy={connect.busy}>
            {connect.busy ? 'Checking the key…' : 'Check the key and go on'}
          </Button>
        </div>
      </form>
    </Screen>
  );
};
