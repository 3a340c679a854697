/** What else was done with a change elsewhere is still on its way, although everything was asked for. */
import { IconClock } from '@tabler/icons-react';
import type { WrittenBy } from '#shared/domain/base.ts';
import type { Unsent } from '#shared/sync/document.ts';
import { isWhole } from '#renderer/data/whole.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Banner } from '#renderer/ui/parts/states.tsx';
import { useActor, useDesk, useLive } from '../desk-context.tsx';
import { useList } from '../hooks/documents.ts';

interface PartialNoteProps {
  /** What is shown; all of it hangs on the timeline `where`. */
  readonly docs: readonly {
    readonly branchId: string;
    readonly command?: WrittenBy | undefined;
    readonly unsent: Unsent;
  }[];
  readonly where: { readonly complaintId: string } | { readonly customerId: readonly string[] };
}

/** Rule 42. Says so while a document is here and the entry of the timeline, which travels last, is not. */
export function PartialNote({ docs, where }: PartialNoteProps) {
  const t = useT();
  const { branchId } = useActor();
  const { value: entries, loading } = useList('activities', { where });
  const { kind } = useLive(useDesk().sync.state);
  if (loading || kind !== 'synced') return null;
  // a division sees the customer of a case, but not the branch's timeline of it
  const own = 'complaintId' in where ? docs : docs.filter((doc) => doc.branchId === branchId);
  if (own.every((doc) => doc.unsent !== 0 || isWhole(doc, entries))) return null;
  return (
    <Banner tone="info" icon={<IconClock size={18} aria-hidden />}>
      {t('widgets.partial')}
    </Banner>
  );
}
