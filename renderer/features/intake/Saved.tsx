/** After saving: the number for the clerk to read out, and the paper. */
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { announce } from '#renderer/state/shell.ts';
import { Button, ErrorLine, formatLongDateTime, useZone } from '#renderer/ui/index.ts';
import { useDoc } from '#renderer/widgets/hooks/documents.ts';
import { PaperChoice } from '#renderer/widgets/receipt/PrintDialog.tsx';
import { Receipt } from '#renderer/widgets/receipt/Receipt.tsx';
import { usePrinting, usePrintPreference, useReceipt } from '#renderer/widgets/receipt/print.tsx';
import styles from './intake.module.css';

interface SavedProps {
  readonly complaintId: string;
  readonly onNext: () => void;
  readonly onClose: () => void;
}

export function Saved({ complaintId, onNext, onClose }: SavedProps) {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const navigate = useNavigate();
  const { value: complaint } = useDoc('complaints', complaintId);
  const receipt = useReceipt(complaintId);
  const [preference, setPreference] = usePrintPreference();
  const printing = usePrinting();
  const printButton = useRef<HTMLButtonElement>(null);
  const begun = useRef(false);

  const print = async () => {
    if (!receipt || !preference || printing.busy) return;
    if (!preference.chosen) setPreference({ ...preference, chosen: true });
    await printing.print(receipt, complaintId, preference);
  };
  const latest = useRef(print);
  useEffect(() => {
    latest.current = print;
  });
  const ready = receipt !== undefined && preference !== undefined;
  useEffect(() => {
    if (!ready || begun.current) return;
    begun.current = true;
    printButton.current?.focus();
    // The first print of a PC waits for somebody to say on which paper.
    if (preference.chosen) void latest.current();
  }, [ready, preference]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.key.toLowerCase() !== 'p') return;
      event.preventDefault();
      void latest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  const number = complaint?.number ?? '';
  useEffect(() => {
    if (number) announce(`${t('intake.savedTitle')}: ${number}`);
  }, [number, t]);

  return (
    <div className={styles['saved']}>
      <div className={styles['savedMain']}>
        <p className={styles['savedMark']}>
          <IconCircleCheck size={20} aria-hidden />
          {t('intake.savedTitle')}
        </p>
        <p className={styles['savedNumber']} aria-label={t('intake.savedNumber')}>
          {number}
        </p>
        {complaint?.promised[0] && (
          <p>
            {t('intake.promise', {
              at: formatLongDateTime(complaint.promised[0].dueAt, zone, language),
              basis: t(`domain.basis.${complaint.promised[0].basis}`, {
                amount: complaint.promised[0].amount,
              }),
            })}
          </p>
        )}
        <p className="lk-muted">{t('intake.savedHere')}</p>
        <ErrorLine error={printing.error} />
        {preference && (
          <div className={styles['savedPaper']}>
            <PaperChoice preference={preference} onChange={setPreference} />
          </div>
        )}
        <div className={styles['savedActions']}>
          <Button
            ref={printButton}
            variant="primary"
            shortcut="Ctrl P"
            busy={printing.busy}
            onClick={() => void print()}
          >
            {t('receipt.print')}
          </Button>
          <Button shortcut="F2" onClick={onNext}>
            {t('intake.another')}
          </Button>
          <Button
            onClick={() => {
              onClose();
              void navigate(`/pengaduan/${complaintId}`);
            }}
          >
            {t('common.open')}
          </Button>
          <Button shortcut="Esc" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      </div>
      <div className={styles['savedPaperSheet']} role="region" aria-label={t('receipt.preview')} tabIndex={0}>
        {receipt && <Receipt model={receipt} paper={preference?.paper ?? '80mm'} />}
      </div>
      {printing.sheet}
    </div>
  );
}
