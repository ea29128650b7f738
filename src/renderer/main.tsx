/** Entry of the window: the theme, the screens, and the link to the data worker. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './features/frame/app.tsx';
import { startApp } from './state/app-actions.ts';
import { retryWhenOnline } from './state/app-sync.ts';
import { listenForKeys } from './state/keys.ts';
import { restoreTheme } from './state/theme.ts';

restoreTheme();
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
