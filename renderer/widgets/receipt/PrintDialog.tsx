/** Preview of a receipt with the choice of paper (and printer, where the host knows them); both are remembered. */
import { useEffect, useRef, useState } from 'react';
import type { Paper, Printer } from '#shared/host/types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { useHost } from '#renderer/widgets/desk-context.tsx';
import { Banner, Button, Dialog, ErrorLine, SelectField } from '#renderer/ui/index.ts';
import { Receipt } from './Receipt.tsx';
import { usePrinting, usePrintPreference, useReceipt, type PrintPreference } from './print.tsx';
import styles from './receipt.module.css';

interface PrintDialogProps {
  /** `''` while it is closed. */
  readonly complaintId: string;
  readonly onClose: () => void;
}

export function PrintDialog({ complaintId, onClose }: PrintDialogProps) {
  const t = useT();
  return (
    <Dialog open={complaintId !== ''} title={t('receipt.preview')} onClose={onClose} size="xl">
      {complaintId !== '' && <PrintForm complaintId={complaintId} onPrinted={onClose} />}
    </Dialog>
  );
}

/** The preview by itself, for the intake's confirmation. */
export function PrintForm(props: { readonly complaintId: string; readonly onPrinted?: () => void }) {
  const t = useT();
  const model = useReceipt(props.complaintId);
  const [preference, setPreference] = usePrintPreference();
  const printing = usePrinting();
  const button = useRef<HTMLButtonElement>(null);
  const ready = model !== undefined && preference !== undefined;
  useEffect(() => {
    // The dialog gives the focus to its first button, the one that closes it.
    const frame = requestAnimationFrame(() => button.current?.focus());
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [ready]);
  if (!model || !preference) return null;
  const start = async () => {
    setPreference({ ...preference, chosen: true });
    if (await printing.print(model, props.complaintId, preference)) props.onPrinted?.();
  };
  return (
    <div className={styles['dialog']}>
      <div className={styles['preview']} role="region" aria-label={t('receipt.preview')} tabIndex={0}>
        <Receipt model={model} paper={preference.paper} />
      </div>
      <div className={styles['side']}>
        <PaperChoice preference={preference} onChange={setPreference} />
        {model.print > 1 && <Banner tone="info">{t('receipt.reprint', { count: model.print })}</Banner>}
        <ErrorLine error={printing.error} />
        <Button variant="primary" ref={button} busy={printing.busy} onClick={() => void start()}>
          {t('receipt.print')}
        </Button>
      </div>
      {printing.sheet}
    </div>
  );
}

interface PaperChoiceProps {
  readonly preference: PrintPreference;
  readonly onChange: (preference: PrintPreference) => void;
}

/** Paper, and the printer where the host can print without asking. */
export function PaperChoice({ preference, onChange }: PaperChoiceProps) {
  const t = useT();
  const host = useHost();
  const [printers, setPrinters] = useState<readonly Printer[]>([]);
  useEffect(() => {
    if (!host.capabilities.has('printers')) return;
    void host.print.printers().then((found) => {
      if (found.ok) setPrinters(found.value);
    });
  }, [host]);
  return (
    <>
      <SelectField<Paper>
        label={t('receipt.paper')}
        value={preference.paper}
        options={[
          { value: '80mm', label: t('receipt.roll') },
          { value: 'A5', label: t('receipt.a5') },
        ]}
        onChange={(paper) => {
          onChange({ ...preference, paper });
        }}
      />
      {printers.length > 0 && (
        <SelectField
          label={t('receipt.printer')}
          value={preference.printer || ASK}
          options={[
            { value: ASK, label: t('receipt.askPrinter') },
            ...printers.map(({ name, label }) => ({ value: name, label })),
          ]}
          onChange={(name) => {
            onChange({ ...preference, printer: name === ASK ? '' : name });
          }}
        />
      )}
    </>
  );
}

/** Stands for "no printer chosen" in the list: a select takes no empty value. */
const ASK = '\u0000ask';
