/** The rules by which one field of a document is merged. Every one is three-way: a side that did not change it yields. */

/** Which of two states stands: that of one side, the later one's, or head office's because neither can follow. */
export type StatusVerdict = 'local' | 'master' | 'later' | 'stands';

export type Rule =
  /**
   * Both changed it: the later write wins, by times that are corrected with the measured clock offset. Fields with the
   * same `together` say one thing and are never taken from two sides.
   */
  | { readonly rule: 'later'; readonly together?: string }
  /** Never changes after the first version: head office's counts. */
  | { readonly rule: 'immutable' }
  /** A count that only grows. */
  | { readonly rule: 'max' }
  /**
   * A list: what either side added or removed counts, in the order of the later side. Items are told apart by the field
   * `key`, or by their own value when there is none; an item that both sides changed is merged by `item`. What would
   * go beyond `maxItems` is not taken.
   */
  | { readonly rule: 'set'; readonly key?: string; readonly item?: Rule; readonly maxItems?: number }
  /** Free text: the lines that both sides wrote are kept, up to `maxLength` characters. */
  | { readonly rule: 'notes'; readonly maxLength: number }
  /** A state machine; `verdict` says the same whichever side is called local, except where head office's stands. */
  | {
      readonly rule: 'status';
      readonly verdict: (base: string, local: string, master: string) => StatusVerdict;
    }
  /**
   * A value that restricts (a consent withdrawn, a confidentiality set) wins over one that permits. Of two that say the
   * same the later statement stands, by `at` where the value says when it was made: whoever answers the one that stands
   * then answers the earlier one too. A plain value is said at the time in its other field of the same `together`, and
   * said anew when that changes.
   */
  | {
      readonly rule: 'withdrawal';
      readonly restricts: (value: unknown) => boolean;
      readonly at?: (value: unknown) => string;
      readonly together?: string;
    }
  /** An object whose fields are merged one by one; a field without a rule is `later`. */
  | { readonly rule: 'object'; readonly fields: Readonly<Record<string, Rule>> }
  /** An object with free keys whose values are merged by `value`. */
  | { readonly rule: 'record'; readonly value: Rule };

export const later: Rule = { rule: 'later' };
export const immutable: Rule = { rule: 'immutable' };
export const max: Rule = { rule: 'max' };

/** The rules of a document's fields. */
export type RuleTable = Readonly<Record<string, Rule>>;

type FieldOf<T> = T extends unknown ? keyof T : never;
/** A table with a rule for every field of `T` (of every member of a union): the compiler refuses one without. */
export type RulesFor<T> = { readonly [K in FieldOf<T> & string]-?: Rule };
