/** Two records or more of one customer, side by side: which one stands for all, and of each field which value counts. */
import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Customer } from '#shared/domain/customer.ts';
import type { ChosenField } from '#shared/domain/joining.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  Button,
  Dialog,
  DialogActions,
  ErrorLine,
  IconButton,
  Radio,
  Stack,
  toast,
} from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useList } from '#renderer/widgets/hooks/documents.ts';
import { formSavedBy } from '#renderer/widgets/hooks/form-keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { CustomerPicker } from '#renderer/widgets/picker/CustomerPicker.tsx';
import { fieldName } from '#renderer/widgets/values/field-name.ts';
import { useValueWords } from '#renderer/widgets/values/use-value-words.ts';
import { valueText } from '#renderer/widgets/values/value-text.ts';
import { ALL, joinRows, joinsOf, leftOutOf, oldestOf, type JoinRow, type Picks } from './join-rows.ts';
import styles from './page.module.css';

interface JoinDialogProps {
  /** Records to begin with; undefined while it is closed. */
  readonly ids: readonly string[] | undefined;
  readonly onClose: () => void;
  /** The record that stands for all of them now. */
  readonly onJoined: (survivorId: string) => void;
}

/** Nothing to be chosen here. */
const BLANK = '\u00a0';
/** So many columns can be read at 1366 px. */
const MOST = 5;

export function JoinDialog({ ids, onClose, onJoined }: JoinDialogProps) {
  const t = useT();
  return (
    <Dialog open={ids !== undefined} title={t('customer.joinTitle')} onClose={onClose} size="xl">
      {ids && <JoinForm ids={ids} onClose={onClose} onJoined={onJoined} />}
    </Dialog>
  );
}

function JoinForm(props: JoinDialogProps & { readonly ids: readonly string[] }) {
  const t = useT();
  const run = useRun();
  const { onClose, onJoined } = props;
  const [ids, setIds] = useState<readonly string[]>(props.ids);
  const [search, setSearch] = useState('');
  const [survivor, setSurvivor] = useState<string>();
  const [picks, setPicks] = useState<Picks>({});
  const [error, setError] = useState<LoketError>();
  const { busy, once } = useSaving();
  const { value } = useList('customers', { ids });
  const records = useMemo(() => value.filter(({ mergedInto }) => !mergedInto), [value]);
  const survivorId = survivor ?? oldestOf(records)?.id ?? '';
  const rows = joinRows(records, survivorId);
  const main = records.find(({ id }) => id === survivorId);
  const stays = Object.entries(leftOutOf(records, survivorId, picks))
    .map(([field, without]) => `${fieldName(field, t)} (${without.length})`)
    .join(', ');

  const save = async () => {
    if (records.length < 2 || !main) {
      setError({ code: 'same_customer', kind: 'person' });
      return;
    }
    await once(async () => {
      const joins = joinsOf(records, survivorId, picks);
      const done: string[] = [];
      for (const args of joins) {
        const joined = await run('joinCustomers', args, { quiet: true });
        if (!joined.ok) {
          setError(joined.error);
          break;
        }
        done.push(args.mergedId);
      }
      if (done.length < joins.length) return;
      toast(t('customer.joined', { count: done.length, number: main.number }), () => {
        // the last one first: each gives back what it had put in
        void done.toReversed().reduce(
          (before, mergedId) =>
            before.then(async () => {
              await run('separateCustomers', { mergedId, survivorId, undone: true });
            }),
          Promise.resolve(),
        );
      });
      onClose();
      onJoined(survivorId);
    });
  };
  return (
    <form className={records.length < 2 ? styles['room'] : undefined} {...formSavedBy(save)}>
      <Stack>
        <p className="lk-muted">{t('customer.joinText')}</p>
        {records.length < MOST && (
          <CustomerPicker
            label={t('customer.joinPick')}
            value={search}
            onType={setSearch}
            autoFocus={props.ids.length < 2}
            onChoose={(hit) => {
              setSearch('');
              setError(undefined);
              if (!ids.includes(hit.id)) setIds([...ids, hit.id]);
            }}
          />
        )}
        <Records
          records={records}
          survivorId={survivorId}
          onSurvivor={setSurvivor}
          rows={rows}
          picks={picks}
          onPick={(field, id) => {
            setPicks({ ...picks, [field]: id });
          }}
          onRemove={(id) => {
            setIds(ids.filter((one) => one !== id));
            if (survivor === id) setSurvivor(undefined);
          }}
        />
        <p className="lk-muted lk-small">
          {t(records.length < 2 ? 'customer.joinNeedsTwo' : 'customer.joinSame')}
        </p>
        {stays && <Banner tone="warn">{t('customer.joinStays', { what: stays })}</Banner>}
        <ErrorLine error={error} />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵" busy={busy} disabled={records.length < 2}>
            {t('customer.joinSave')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}

interface RecordsProps {
  readonly records: readonly Customer[];
  readonly survivorId: string;
  readonly onSurvivor: (id: string) => void;
  readonly rows: readonly JoinRow[];
  readonly picks: Picks;
  readonly onPick: (field: ChosenField, id: string) => void;
  readonly onRemove: (id: string) => void;
}

function Records(props: RecordsProps) {
  const t = useT();
  const { records, survivorId, rows, picks } = props;
  if (records.length === 0) return null;
  return (
    <div className={styles['records']} role="region" aria-label={t('customer.joinTitle')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <td>{BLANK}</td>
            {records.map((record) => (
              <th key={record.id} scope="col">
                <span className={styles['head']}>
                  <span className={styles['itemText']}>{record.name}</span>
                  {records.length > 2 && (
                    <IconButton
                      label={`${t('common.remove')} ${record.number}`}
                      onClick={() => {
                        props.onRemove(record.id);
                      }}
                    >
                      <IconX size={14} aria-hidden />
                    </IconButton>
                  )}
                </span>
              </th>
            ))}
            {rows.some(({ list }) => list) && <td>{BLANK}</td>}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('customer.joinSurvivor')}</th>
            {records.map((record) => (
              <td key={record.id}>
                <label className={styles['choice']}>
                  <Radio
                    name="survivor"
                    checked={record.id === survivorId}
                    {...(record.id === survivorId ? { 'data-autofocus': true } : {})}
                    onChange={() => {
                      props.onSurvivor(record.id);
                    }}
                  />
                  {record.number}
                </label>
              </td>
            ))}
            {rows.some(({ list }) => list) && <td>{BLANK}</td>}
          </tr>
          {rows.map((row) => (
            <FieldChoice
              key={row.field}
              row={row}
              records={records}
              pick={picks[row.field] ?? row.normal}
              all={rows.some(({ list }) => list)}
              onPick={(id) => {
                props.onPick(row.field, id);
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface FieldChoiceProps {
  readonly row: JoinRow;
  readonly records: readonly Customer[];
  readonly pick: string;
  /** The table has a column for all values together. */
  readonly all: boolean;
  readonly onPick: (id: string) => void;
}

function FieldChoice({ row, records, pick, all, onPick }: FieldChoiceProps) {
  const t = useT();
  const words = useValueWords();
  const say = (value: unknown): string =>
    value === undefined || value === ''
      ? t('customer.empty')
      : valueText('customers', row.field, value, words) || t('customer.empty');
  const option = (id: string, text: string) => (
    <td key={id}>
      <label className={styles['choice']}>
        <Radio
          name={row.field}
          checked={pick === id}
          onChange={() => {
            onPick(id);
          }}
        />
        <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span>
      </label>
    </td>
  );
  return (
    <tr>
      <th scope="row">{fieldName(row.field, t)}</th>
      {records.map((record) => option(record.id, say(row.values[record.id])))}
      {all && (row.list ? option(ALL, t('customer.joinBoth')) : <td>{BLANK}</td>)}
    </tr>
  );
}
