/**
 * The only code that touches both worlds. It forwards fixed names and nothing else: neither `ipcRenderer` nor
 * an event object reaches the page, and the page cannot name a channel. Arguments are checked in main.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { HostBridge } from '#shared/host/bridge.ts';
import {
  callChannel,
  CALLS,
  CAPABILITIES_SWITCH,
  eventChannel,
  EVENTS,
  type CallName,
  type EventName,
} from '#shared/host/channel-names.ts';

const call =
  (name: CallName) =>
  (argument?: unknown): Promise<unknown> =>
    ipcRenderer.invoke(callChannel(name), argument);

const subscribe =
  (name: EventName) =>
  (listener: (payload: unknown) => void): (() => void) => {
    const forward = (_event: unknown, payload: unknown): void => listener(payload);
    ipcRenderer.on(eventChannel(name), forward);
    return () => {
      ipcRenderer.removeListener(eventChannel(name), forward);
    };
  };

const capabilities =
  process.argv
    .find((argument) => argument.startsWith(CAPABILITIES_SWITCH))
    ?.slice(CAPABILITIES_SWITCH.length) ?? '';

const bridge: Record<keyof HostBridge, unknown> = {
  capabilities: capabilities.split(',').filter((name) => name !== ''),
  calls: Object.fromEntries(CALLS.map((name) => [name, call(name)])),
  events: Object.fromEntries(EVENTS.map((name) => [name, subscribe(name)])),
};

contextBridge.exposeInMainWorld('host', bridge);
