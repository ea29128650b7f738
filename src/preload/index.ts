/** Hands the page its port to the host, and nothing else: no function of this side is ever put into the page's world. */
import { ipcRenderer } from 'electron';

// A module script runs before `load`, so by then the page listens.
window.addEventListener('load', () => ipcRenderer.send('host-port'), { once: true });

ipcRenderer.on('host-port', (event) => {
  const [port] = event.ports;
  if (port) window.postMessage({ type: 'fini-reviewer:host-port' }, window.location.origin, [port]);
});
