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

/**
 * The screens are imported by the window's first script, so the page itself names them too: they are fetched while that
 * script still starts the data worker.
 */
const fetchScreensEarly = (): Plugin => ({
  name: 'fetch-screens-early',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) => {
      const screens = Object.values(bundle ?? {}).find(
        (file) => file.type === 'chunk' && file.facadeModuleId === path('src/renderer/main.tsx'),
      );
      if (screens?.type !== 'chunk') return [];
      const entries = Object.values(bundle ?? {})
        .filter((file) => file.type === 'chunk' && file.isEntry)
        .map(({ fileName }) => fileName);
      const files = [screens.fileName, ...screens.imports].filter((file) => !entries.includes(file));
      return files.map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
        injectTo: 'head' as const,
      }));
    },
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
    plugins: [react(), withoutInjectedStyles(), fetchScreensEarly()],
    worker: { format: 'es' },
    build: {
      target: 'chrome140',
      minify: true,
      // Inlined assets would be data: URLs, which the content security policy refuses.
      assetsInlineLimit: 0,
      // One sheet, named by the page: nothing is drawn before its style is there.
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: path('src/renderer/index.html') } },
    },
  },
});
