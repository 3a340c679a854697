/** Stands in for `uuid` in the bundle of a desk: ids and revs come from the schedule's seed. */
let next: () => string = () => {
  throw new Error('no source of ids');
};

/** The source of this desk's ids, for the schedule that begins. */
export function useIds(source: () => string): void {
  next = source;
}

export const v7 = (): string => next();
