/** Preview of a receipt with the choice of paper (and printer, where the host knows them); both are remembered. */
import { useEffect, useState } from 'react';
import type { Paper, Printer } from '#shared/host/types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { useHost } from '#renderer/widgets/desk-context.tsx';
import { Banner, Button, Dialog, ErrorLine, SelectField } from '#renderer/ui/index.ts';
import { Receipt } from './Receipt.tsx';
import { usePrinting, usePrintPreference, useReceipt, type PrintPreference } from './print.tsx';
import type { ReceiptModel } from './receipt-model.ts';
import styles from './receipt.module.css';

interface PrintDialogProps {
  /** `''` while it is closed. */
  readonly complaintId: string;
  readonly onClose: () => void;
}

export function PrintDialog({ complaintId, onClose }: PrintDialogProps) {
  const t = useT();
  const model = useReceipt(complaintId);
  const [preference, setPreference] = usePrintPreference();
  // It opens with everything in it, so that the focus finds the button that prints.
  const ready = complaintId !== '' && model !== undefined && preference !== undefined;
  return (
    <Dialog open={ready} title={t('receipt.preview')} onClose={onClose} size="xl">
      {ready && (
        <PrintForm
          complaintId={complaintId}
          model={model}
          preference={preference}
          setPreference={setPreference}
          onPrinted={onClose}
        />
      )}
    </Dialog>
  );
}

interface PrintFormProps {
  readonly complaintId: string;
  readonly model: ReceiptModel;
  readonly preference: PrintPreference;
  readonly setPreference: (preference: PrintPreference) => void;
  readonly onPrinted: () => void;
}

function PrintForm({ complaintId, model, preference, setPreference, onPrinted }: PrintFormProps) {
  const t = useT();
  const printing = usePrinting();
  const start = async () => {
    setPreference({ ...preference, chosen: true });
    if (await printing.print(model, complaintId, preference)) onPrinted();
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
        <Button variant="primary" busy={printing.busy} autoFocus onClick={() => void start()}>
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
