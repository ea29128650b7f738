import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/**
 * sonner injects its sheet as a <style>, which the content security policy refuses with a complaint at every start. The
 * application imports the sheet as a file instead, so the injection is taken out.
 */
const withoutInjectedStyles = (): Plugin => ({
  name: 'without-injected-styles',
  transform(code, id) {
    if (!/\/sonner\/dist\/index\.mjs$/u.test(id.split('?')[0] ?? '')) return null;
    const without = code.replace(/^__insertCSS\(.*\);?$/mu, '');
    if (without === code) this.error('sonner no longer injects its styles the way this plugin takes out.');
    return { code: without, map: null };
  },
});

export default defineConfig({
  main: {
    build: {
      // The web shell runs the same services on the reviewer's own Node, so the older of the two runtimes is the target.
      target: 'node20',
      rollupOptions: {
        input: { index: path('src/main/index.ts'), web: path('src/main/web.ts') },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require only Electron, so it has to be one CommonJS file.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: path('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path('src/renderer'),
    plugins: [react(), withoutInjectedStyles()],
    worker: { format: 'es' },
    build: {
      target: 'chrome140',
      minify: true,
      // Inlined assets would be data: URLs, which the content security policy refuses.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: path('src/renderer/index.html') } },
    },
  },
});
