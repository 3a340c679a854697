/** Sends a receipt to the printer and puts the print on record. The page prints itself; only the sheet is seen. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { Paper } from '#shared/host/types.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { useLanguage } from '#renderer/i18n/index.ts';
import { useDesk, useHost, useLive } from '#renderer/widgets/desk-context.tsx';
import { useDoc, useReference } from '../hooks/documents.ts';
import { useSurvivor } from '../hooks/whole.ts';
import { Receipt } from './Receipt.tsx';
import { receiptModel, type ReceiptModel } from './receipt-model.ts';
import styles from './receipt.module.css';

/** What this PC prints on. */
export interface PrintPreference {
  readonly paper: Paper;
  /** Name of the printer; `''` asks every time. */
  readonly printer: string;
  /** Somebody has chosen: from then on a saved complaint is printed at once. */
  readonly chosen: boolean;
}

const PREFERENCE = 'receipt';
const DEFAULT: PrintPreference = { paper: '80mm', printer: '', chosen: false };

/** @returns the preference (undefined while it is read) and how to change it. */
export function usePrintPreference(): readonly [
  PrintPreference | undefined,
  (preference: PrintPreference) => void,
] {
  const desk = useDesk();
  const [preference, setPreference] = useState<PrintPreference>();
  useEffect(() => {
    let current = true;
    void desk.preference<Partial<PrintPreference>>(PREFERENCE, 'pc').then((stored) => {
      if (current) setPreference({ ...DEFAULT, ...stored });
    });
    return () => {
      current = false;
    };
  }, [desk]);
  const change = useCallback(
    (next: PrintPreference) => {
      setPreference(next);
      void desk.setPreference(PREFERENCE, next, 'pc');
    },
    [desk],
  );
  return [preference, change];
}

/** @returns the receipt of a complaint as its next print would be; undefined while it is being read. */
export function useReceipt(complaintId: string): ReceiptModel | undefined {
  const desk = useDesk();
  const identity = useLive(desk.identity);
  const reference = useReference();
  const complaint = useDoc('complaints', complaintId);
  const customer = useSurvivor(complaint.value?.customerId ?? '');
  if (!complaint.value || !identity || customer.loading) return undefined;
  const { branch, company, demo } = identity;
  return receiptModel(
    complaint.value,
    customer.value,
    {
      company,
      branchName: branch.name,
      branchAddress: branch.address ?? '',
      branchPhone: branch.phone ?? '',
      zone: branch.zone,
      demo,
    },
    reference,
    'id',
  );
}

const MM_PER_PX = 25.4 / 96;

export interface Printing {
  readonly busy: boolean;
  readonly error: LoketError | undefined;
  readonly print: (model: ReceiptModel, complaintId: string, preference: PrintPreference) => Promise<boolean>;
  /** Has to stand somewhere in the screen: the sheet that the printer takes. */
  readonly sheet: ReactNode;
}

interface Sheet {
  readonly model: ReceiptModel;
  readonly paper: Paper;
  readonly ready: (element: HTMLElement) => void;
}

/** Prints one receipt at a time. `print` resolves to whether it went to a printer. */
export function usePrinting(): Printing {
  const desk = useDesk();
  const host = useHost();
  const language = useLanguage();
  const [sheet, setSheet] = useState<Sheet>();
  const [error, setError] = useState<LoketError>();

  const print = useCallback(
    async (model: ReceiptModel, complaintId: string, { paper, printer }: PrintPreference) => {
      setError(undefined);
      const element = await new Promise<HTMLElement>((ready) => {
        setSheet({ model, paper, ready });
      });
      const heightMm = Math.ceil(element.getBoundingClientRect().height * MM_PER_PX) + 4;
      document.body.dataset['printing'] = '';
      const sent = await host.print.print({
        content: { page: 'current' },
        paper,
        heightMm,
        ...(printer ? { printer } : {}),
      });
      delete document.body.dataset['printing'];
      setSheet(undefined);
      if (!sent.ok) {
        setError(sent.error);
        return false;
      }
      if (sent.value !== 'printed') return false;
      const recorded = await desk.run('recordPrint', { id: complaintId, paper });
      if (!recorded.ok) setError(recorded.error);
      return true;
    },
    [desk, host],
  );

  return {
    busy: sheet !== undefined,
    error,
    print,
    sheet: sheet && createPortal(<PrintSheet {...sheet} key={language} />, document.body),
  };
}

function PrintSheet({ model, paper, ready }: Sheet) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let current = true;
    void document.fonts.ready.then(() => {
      if (current && ref.current) ready(ref.current);
    });
    return () => {
      current = false;
    };
  }, [ready]);
  return (
    <div ref={ref} className={styles['sheet']} data-paper={paper} data-print-sheet aria-hidden>
      <Receipt model={model} paper={paper} />
    </div>
  );
}
