import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CALLS, EVENTS } from '#shared/host/channel-names.ts';
import { bundleElectron } from './bundle-electron.ts';

const root = path.resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
let out = '';

beforeAll(async () => {
  out = mkdtempSync(path.join(os.tmpdir(), 'loket-electron-'));
  await bundleElectron(root, out);
});
afterAll(() => rmSync(out, { recursive: true }));

const bundle = (name: string): string => readFileSync(path.join(out, name), 'utf8');
const required = (code: string): Set<string> =>
  new Set(
    [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => (name ?? '').replace(/^node:/, '')),
  );

test('both bundles compile as CommonJS and need nothing but Electron and Node', () => {
  for (const name of ['main.cjs', 'preload.cjs']) {
    execFileSync(process.execPath, ['--check', path.join(out, name)]);
  }
  expect([...required(bundle('preload.cjs'))]).toEqual(['electron']);
  const strangers = [...required(bundle('main.cjs'))].filter(
    (name) => name !== 'electron' && !builtinModules.includes(name),
  );
  expect(strangers).toEqual([]);
});

test('the preload script hands the page named functions alone: no ipcRenderer, no event, no free channel', async () => {
  const invoked: unknown[][] = [];
  const listeners = new Map<string, (event: unknown, payload: unknown) => void>();
  const exposed = new Map<string, Record<string, unknown>>();
  const ipcRenderer = {
    invoke: (...args: unknown[]) => Promise.resolve(void invoked.push(args)),
    on: (channel: string, listener: (event: unknown, payload: unknown) => void) =>
      listeners.set(channel, listener),
    removeListener: (channel: string) => listeners.delete(channel),
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, api: Record<string, unknown>) => exposed.set(name, api),
  };
  vm.runInNewContext(bundle('preload.cjs'), {
    process: { argv: ['electron', '--loket-capabilities=pdf,backup'] },
    require: (name: string) => (name === 'electron' ? { contextBridge, ipcRenderer } : undefined),
  });

  expect([...exposed.keys()]).toEqual(['host']);
  const host = exposed.get('host') as {
    capabilities: string[];
    calls: Record<string, (...args: unknown[]) => Promise<unknown>>;
    events: Record<string, (listener: (...args: unknown[]) => void) => () => void>;
  };
  expect(Object.keys(host)).toEqual(['capabilities', 'calls', 'events']);
  expect([...host.capabilities]).toEqual(['pdf', 'backup']);
  expect(Object.keys(host.calls)).toEqual([...CALLS]);
  expect(Object.keys(host.events)).toEqual([...EVENTS]);

  await host.calls['secrets.get']?.({ key: 'a' }, 'more');
  expect(invoked).toEqual([['loket:call:secrets.get', { key: 'a' }]]);

  const heard: unknown[][] = [];
  const end = host.events['deepLink']?.((...args) => heard.push(args));
  listeners.get('loket:event:deepLink')?.({ sender: 'the event' }, { to: 'intake' });
  expect(heard).toEqual([[{ to: 'intake' }]]);
  end?.();
  expect(listeners.size).toBe(0);
});

test('the packing rules hold against the schema of electron-builder, and the safe choices stand', async () => {
  const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
    getConfig: (root: string, file: string, overrides: undefined) => Promise<Record<string, unknown>>;
    validateConfiguration: (config: unknown, log: unknown) => Promise<void>;
  };
  const { DebugLogger } = require('builder-util') as { DebugLogger: new (enabled: boolean) => unknown };
  const config = await getConfig(root, 'build/electron-builder.yml', undefined);
  await validateConfiguration(config, new DebugLogger(false));
  expect(config).toMatchObject({
    asar: true,
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
    nsis: { perMachine: false, allowElevation: false, deleteAppDataOnUninstall: false },
    toolsets: { nsis: '1.2.1' },
  });
});
