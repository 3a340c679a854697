import { ipcMain } from 'electron';
import type { CallHandlers } from '#shared/host/channels.ts';
import { registerCalls } from './ipc.ts';
import type { Log } from './log.ts';
import { ORIGIN } from './scheme.ts';

/** Answers the page's calls: the one place that touches Electron's raw IPC in main. */
export const answerCalls = (handlers: CallHandlers, log: Log): void =>
  registerCalls(ipcMain, ORIGIN, handlers, log);
