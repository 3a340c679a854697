/** Probabilities of each fault while a schedule is in its stormy part; times in virtual milliseconds. */
export const FAULTS = {
  /** Of each leg of a request; half of them are noticed by the client at once, half by the time-out. */
  drop: 0.25,
  /** The request arrives a second time, up to 80 ms later; its answer goes nowhere. */
  duplicate: 0.15,
  /** An answer `{}` or a portal's page with status 200. */
  wrongAnswer: 0.05,
  /** Of each leg: it takes up to 90 ms, so that requests commit after the client has given up. */
  delay: 0.3,
  timeout: 60,
  eventLost: 0.3,
  readError: 0.02,
  /** Half of the failing writes fail after they were done. */
  writeError: 0.03,
  /** Of each operation: some desk dies up to 25 ms later. */
  crash: 0.1,
} as const;

/** A failure that the product has to survive; anything else that is thrown is a bug. */
export class SimulatedFault extends Error {}
