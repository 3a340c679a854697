import type { Admission } from './admission.ts';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly pushes: Counter<'collection'>;
  /** Rows of pushes by verdict. */
  readonly rows: Counter<'collection' | 'verdict'>;
  readonly rejections: Counter<'collection' | 'code'>;
  readonly pulled: Counter<'collection'>;
  readonly streams: Gauge;
  /** Who answered questions of desks (`by`), and when a replica could not. */
  readonly reads: Counter<'by'>;
  /** Shows how many requests of desks work, wait and were sent away. */
  watchAdmission(admission: Pick<Admission, 'running' | 'waiting' | 'refused'>): void;
}

/** @returns the measurements of one server; labels are names of the program, never of people. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'loket_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    pushes: new Counter({
      name: 'loket_pushes_total',
      help: 'Push requests',
      labelNames: ['collection'],
      registers,
    }),
    rows: new Counter({
      name: 'loket_push_rows_total',
      help: 'Rows of pushes by verdict',
      labelNames: ['collection', 'verdict'],
      registers,
    }),
    rejections: new Counter({
      name: 'loket_push_rejections_total',
      help: 'Rejected rows by code',
      labelNames: ['collection', 'code'],
      registers,
    }),
    pulled: new Counter({
      name: 'loket_pull_rows_total',
      help: 'Documents sent to desks',
      labelNames: ['collection'],
      registers,
    }),
    streams: new Gauge({ name: 'loket_streams_open', help: 'Open event streams', registers }),
    reads: new Counter({
      name: 'loket_reads_total',
      help: 'Questions of desks by database',
      labelNames: ['by'],
      registers,
    }),
    watchAdmission: (admission) => {
      for (const state of ['running', 'waiting', 'refused'] as const)
        new Gauge({
          name: `loket_sync_requests_${state}`,
          help: `Requests of desks: ${state}`,
          registers,
          collect() {
            this.set(admission[state]);
          },
        });
    },
  };
}
