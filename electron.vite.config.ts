import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// One build runs on the newest Electron and on the oldest that we start with (Chrome 130, Node 20.18), so the targets are set by hand.
const nodeTarget = 'node20.18';
const browserTarget = 'chrome130';

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: nodeTarget,
      sourcemap: true,
      // These are plain JavaScript of which we use little: bundled, they cost a start a fraction of their time.
      externalizeDeps: { exclude: ['zod', 'p-retry', 'is-network-error', 'fast-xml-parser'] },
      rolldownOptions: {
        input: { entry: 'electron/entry.ts', main: 'electron/main.ts', cli: 'electron/cli.ts' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: nodeTarget,
      sourcemap: true,
      // A sandboxed preload can load nothing but electron, so what it needs is bundled into one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      target: browserTarget,
      // Inlined data: addresses would need a hole in the content security policy.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: 'renderer/index.html' } },
    },
  },
});
