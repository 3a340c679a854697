/** Says of a customer that is not here what became of it, as far as this desk may know. */
import type { ReactNode } from 'react';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { EmptyState, formatDate, useZone } from '#renderer/ui/index.ts';
import { useReference } from '../hooks/documents.ts';
import { useWhereabouts } from './use-whereabouts.ts';

/** In the place of a page or a pane. */
export function CustomerAway({ id, action }: { readonly id: string; readonly action?: ReactNode }) {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const reference = useReference();
  const found = useWhereabouts(id);
  if (!found) return null;
  if (found.kind === 'moved') {
    const { to, at } = found.moved;
    const branch = reference.branch(to)?.name ?? to;
    return (
      <EmptyState
        title={t('away.moved', { branch, day: formatDate(at, zone, language) })}
        hint={t('away.movedHint')}
        action={action}
      />
    );
  }
  return (
    <EmptyState title={t(`away.title.${found.kind}`)} hint={t(`away.hint.${found.kind}`)} action={action} />
  );
}
