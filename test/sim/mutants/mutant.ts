/** A plausible mistake with a name. */
import type { Mistake } from '../bundle.ts';

export interface Mutant extends Mistake {
  readonly name: string;
}

/** In `file`, `text` is replaced by `mistake`. */
export const mutant = (name: string, file: string, text: string, mistake: string): Mutant => ({
  name,
  file,
  text,
  mistake,
});
