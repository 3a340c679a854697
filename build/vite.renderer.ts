import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

export const root = join(import.meta.dirname, '..');

/** `production` is what ships; `e2e` keeps the hooks by which the tests kill a desk between two writes. */
export type RendererMode = 'production' | 'e2e' | 'development';

/** @returns where the built renderer of a mode stands, absolute. */
export function rendererOut(mode: RendererMode): string {
  return join(root, 'dist', mode === 'e2e' ? 'renderer-e2e' : 'renderer');
}

/**
 * How the renderer is built: one page with relative addresses (it is served by head office as well as by the
 * shell's own scheme), workers as ES modules, nothing inline, because the policy of `shared/host/csp.ts` allows
 * neither inline scripts nor `data:` fonts.
 */
export function rendererConfig(mode: RendererMode): InlineConfig {
  return {
    configFile: false,
    root: join(root, 'renderer'),
    base: './',
    mode,
    logLevel: 'warn',
    plugins: [react(), offlinePage()],
    worker: { format: 'es' },
    build: {
      outDir: rendererOut(mode),
      emptyOutDir: true,
      target: 'chrome120',
      assetsInlineLimit: 0,
      sourcemap: mode === 'e2e',
      chunkSizeWarningLimit: 1500,
      reportCompressedSize: false,
    },
  };
}

/**
 * The service worker that makes a browser desk start offline: everything is precached, and nothing else is ever
 * cached (data belongs to the desk's own database). A new version waits until every window of the old one is
 * closed (`prompt`, no skipWaiting), so that a desk is never changed in the middle of a shift. The page registers
 * it itself, since the shell must not.
 */
function offlinePage() {
  return VitePWA({
    strategies: 'generateSW',
    registerType: 'prompt',
    injectRegister: null,
    filename: 'sw.js',
    manifest: {
      id: '/',
      name: 'Loket',
      short_name: 'Loket',
      description: 'Pelanggan, pengaduan dan kampanye di loket cabang, juga tanpa jaringan.',
      lang: 'id',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#ffffff',
      theme_color: '#0b5fa5',
      categories: ['business', 'productivity'],
      icons: [
        { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: 'icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        { src: 'icons/loket.svg', sizes: 'any', type: 'image/svg+xml' },
      ],
    },
    workbox: {
      // csv: the villages of the address form
      globPatterns: ['**/*.{html,js,css,svg,png,woff2,json,webmanifest,wasm,csv}'],
      maximumFileSizeToCacheInBytes: 16 << 20,
      navigateFallback: 'index.html',
      navigateFallbackDenylist: [/^\/api\//, /^\/health$/, /^\/metrics$/, /^\/openapi\.json$/],
      cleanupOutdatedCaches: true,
      skipWaiting: false,
      clientsClaim: false,
      inlineWorkboxRuntime: true,
    },
  });
}
