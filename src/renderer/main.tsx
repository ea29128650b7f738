/** Entry of the screens: what they listen to, and the way to whichever is due. */
import './no-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './features/frame/app.tsx';
import { startApp } from './state/app-actions.ts';
import { retryWhenOnline } from './state/app-sync.ts';
import { listenForKeys } from './state/keys.ts';

listenForKeys();
retryWhenOnline();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
void startApp();
