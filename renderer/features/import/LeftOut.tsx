import type { DryRun } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Banner, formatNumber } from '#renderer/ui/index.ts';
import { leftOutOf } from './wizard.ts';

/** What the files hold and the import does not take, in words; nothing where it takes all. */
export function LeftOut({ dry }: { readonly dry: DryRun }) {
  const t = useT();
  const language = useLanguage();
  const left = leftOutOf(dry);
  const sentences = left.map(({ what, n, names }) =>
    t(`imports.left.${what}`, { count: n, n: formatNumber(n, language), names: names.join(', ') }),
  );
  if (sentences.length === 0) return null;
  const people = left.some(({ what }) => what === 'contacts');
  return people ? (
    <Banner tone="warn">{sentences.join(' ')}</Banner>
  ) : (
    <p className="lk-muted">{sentences.join(' ')}</p>
  );
}
