/** Takes out what a list shows. */
import { IconTableExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { DirectoryListQuery } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button } from '#renderer/ui/index.ts';
import { useDesk } from '../desk-context.tsx';
import { useReference } from '../hooks/documents.ts';
import { ExportDialog, type ExportSource } from './ExportDialog.tsx';
import { complaintSource, customerSource } from './sources.ts';

/** So much of the words that were searched for goes on record. */
const MAX_WORDS = 200;

interface ExportButtonProps {
  /** The list as it is on screen: view, words, order. */
  readonly query: DirectoryListQuery & { readonly collection: 'customers' | 'complaints' };
  /** The view on screen; `own` is the name that a person gave it. */
  readonly view: { readonly code: string; readonly own?: string | undefined };
  readonly total: number;
  /** Columns that the list shows, where a person chooses them. */
  readonly columns?: readonly string[];
}

export function ExportButton({ query, view, total, columns }: ExportButtonProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={<IconTableExport size={16} aria-hidden />}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('exports.button')}
      </Button>
      {open && (
        <Open
          query={query}
          view={view}
          total={total}
          {...(columns ? { columns } : {})}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function Open({
  query,
  view,
  total,
  columns,
  onClose,
}: ExportButtonProps & { readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const reference = useReference();
  const words = query.view?.text?.trim().slice(0, MAX_WORDS);
  const options = {
    desk,
    t,
    language,
    reference,
    query,
    columns,
    of: {
      list: query.collection,
      view: view.code,
      ...(view.own === undefined ? {} : { own: view.own }),
      ...(words ? { words } : {}),
    },
  };
  // one dialog for every kind of row: it hands rows from `read` to the fields of the same source
  const source = (
    query.collection === 'customers' ? customerSource(options) : complaintSource(options)
  ) as ExportSource<unknown>;
  return <ExportDialog open total={total} source={source} onClose={onClose} />;
}
