/** Stands in for `uuid` in the bundle of head office: what it makes by itself comes from the schedule's seed too. */
let next: () => string = () => {
  throw new Error('no source of ids');
};

/** The source of ids for the schedule that begins. */
export function useIds(source: () => string): void {
  next = source;
}

export const v7 = (): string => next();
