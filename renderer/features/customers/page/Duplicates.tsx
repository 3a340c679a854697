/** Who a customer may be already: the same phone or NIK, a similar name in the same district. F4 opens the first. */
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Candidate, SimilarCustomer } from '#renderer/data/desk-types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button } from '#renderer/ui/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { CustomerLine } from '#renderer/widgets/picker/CustomerPicker.tsx';
import styles from './duplicates.module.css';

const SHOWN = 3;
/** Several may be on screen: the key belongs to the one that came last, beside what is being typed. */
const shownNow: symbol[] = [];
const NOBODY: readonly SimilarCustomer[] = [];

/** @returns customers that the candidate may be, as it is typed. */
export function useSimilar(candidate: Candidate): readonly SimilarCustomer[] {
  const desk = useDesk();
  const version = useLive(desk.directory.version);
  const key = JSON.stringify(candidate);
  const [found, setFound] = useState(NOBODY);
  useEffect(() => {
    let current = true;
    void desk.directory.similar(JSON.parse(key) as Candidate).then((similar) => {
      if (current)
        setFound((before) => (before.length + similar.length === 0 ? before : similar.slice(0, SHOWN)));
    });
    return () => {
      current = false;
    };
  }, [desk, version, key]);
  return found;
}

interface DuplicatesProps {
  readonly candidate: Candidate;
  /** Puts them side by side; without it they can only be opened. */
  readonly onCompare?: ((id: string) => void) | undefined;
  /** Before another page is opened. */
  readonly onLeave?: () => void;
}

export function Duplicates({ candidate, onCompare, onLeave }: DuplicatesProps) {
  const t = useT();
  const navigate = useNavigate();
  const similar = useSimilar(candidate);
  const first = similar[0]?.id;
  const leave = useRef(onLeave);
  useEffect(() => {
    leave.current = onLeave;
  });
  useEffect(() => {
    if (!first) return undefined;
    const mine = Symbol(first);
    shownNow.push(mine);
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        shownNow.at(-1) !== mine ||
        event.key !== 'F4' ||
        event.altKey ||
        event.ctrlKey ||
        event.defaultPrevented
      )
        return;
      event.preventDefault();
      leave.current?.();
      void navigate(`/pelanggan/${first}`);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      shownNow.splice(shownNow.indexOf(mine), 1);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [first, navigate]);
  if (similar.length === 0) return null;
  return (
    <section className={styles['duplicates']} aria-label={t('customer.duplicates')} role="status">
      <h3 className="lk-small">{t('customer.duplicates')}</h3>
      <ul>
        {similar.map((row, index) => (
          <li key={row.id}>
            <span className={styles['who']}>
              <CustomerLine row={row} />
              <span className="lk-small">{t(`customer.because.${row.because}`)}</span>
            </span>
            <span className={styles['actions']}>
              {onCompare && (
                <Button
                  onMouseDown={keepFocus}
                  onClick={() => {
                    onCompare(row.id);
                  }}
                >
                  {t('customer.compare')}
                </Button>
              )}
              <Button
                title={`${t('customer.open')}: ${row.name}`}
                {...(index === 0 ? { shortcut: 'F4' } : {})}
                onMouseDown={keepFocus}
                onClick={() => {
                  onLeave?.();
                  void navigate(`/pelanggan/${row.id}`);
                }}
              >
                {t('customer.open')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A field beside that is being typed would be left, and saved, before the click counts. */
const keepFocus = (event: { preventDefault: () => void }): void => {
  event.preventDefault();
};
