import { type ReactElement, useDeferredValue } from 'react';
import { type AppState, type Phase, useApp, workspaceAhead } from '../../state/app-store.ts';
import { Toaster } from '../../ui/toaster.tsx';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { VaultScreen } from '../vault/vault-screen.tsx';
import { PeriodScreen } from '../welcome/period-screen.tsx';
import { WelcomeScreen } from '../welcome/welcome-screen.tsx';
import { AppFrame } from './app-frame.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { ConnectingScreen, FatalScreen, OpeningScreen, UnlinkedScreen } from './state-screens.tsx';

/**
 * The desk of the workspace that was left last is drawn while it opens, and before that; every other has a screen of its
 * own until then.
 */
const shownPhase = ({ phase, expected, opening }: AppState): Phase => {
  const ahead = phase === 'connecting' ? expected !== null : phase === 'opening' && opening?.onDesk && !opening.error;
  return ahead ? 'ready' : phase;
};

/**
 * The phase, a moment later where a first fetch begins: the desk is made in small pieces while the screen before it stands,
 * since pages arrive already.
 */
const usePhase = (): Phase => {
  const now = useApp(shownPhase);
  const before = useDeferredValue(now);
  return now === 'ready' && before === 'period' ? before : now;
};

/** The whole window: one screen a phase. */
export const App = () => {
  const phase = usePhase();
  // Nothing of one workspace's desk stays for the next one's.
  const desk = useApp((state) => (phase === 'ready' ? (workspaceAhead(state)?.id ?? state.expected?.id) : null));
  return (
    <TooltipProvider>
      <ErrorBoundary where="window" key={`${phase} ${desk}`}>
        {screenOf(phase)}
      </ErrorBoundary>
      <Toaster />
    </TooltipProvider>
  );
};

const screenOf = (phase: Phase): ReactElement => {
  switch (phase) {
    case 'connecting':
      return <ConnectingScreen />;
    case 'unlinked':
      return <UnlinkedScreen />;
    case 'vault':
      return <VaultScreen />;
    case 'welcome':
      return <WelcomeScreen />;
    case 'opening':
      return <OpeningScreen />;
    case 'period':
      return <PeriodScreen />;
    case 'ready':
      return <AppFrame />;
    case 'fatal':
      return <FatalScreen />;
  }
};
