/** One change for every customer that is marked: with progress, to be stopped, taken back as one. */
import { Progress } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import type { CommandArgs } from '#shared/domain/commands/index.ts';
import { STAGES, type Stage } from '#shared/domain/customer.ts';
import { ok, type LoketError, type Result } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  Dialog,
  DialogActions,
  ErrorLine,
  SelectField,
  Stack,
  TextField,
  toast,
  formatNumber,
} from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { usePeopleMenu } from '#renderer/widgets/hooks/people.ts';
import { TierFields, tierArgs, type TierChoice } from '#renderer/widgets/tiers/TierFields.tsx';
import { runBulk, type BulkProgress } from './bulk.ts';
import { inverseIn } from './page/edits.ts';
import { typedLabels, type TypedLabels } from './typed-labels.ts';

export type BulkAction = 'owner' | 'tag' | 'stage' | 'tier';

interface BulkDialogProps {
  readonly action: BulkAction | undefined;
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

/** A command with its arguments. */
type Step =
  | { readonly name: 'changeCustomer'; readonly args: CommandArgs<'changeCustomer'> }
  | { readonly name: 'tagCustomer'; readonly args: CommandArgs<'tagCustomer'> }
  | { readonly name: 'overrideTier'; readonly args: CommandArgs<'overrideTier'> }
  | { readonly name: 'takeBackOverride'; readonly args: CommandArgs<'takeBackOverride'> };

const NOBODY = ':nobody';

export function BulkDialog({ action, ids, onClose }: BulkDialogProps) {
  const t = useT();
  const language = useLanguage();
  const stop = useRef(false);
  return (
    <Dialog
      open={action !== undefined}
      title={
        action ? t(`customerList.bulkTitle.${action}`, { shown: formatNumber(ids.length, language) }) : ''
      }
      onClose={() => {
        stop.current = true;
        onClose();
      }}
    >
      {action && <BulkForm key={action} action={action} ids={ids} stop={stop} onClose={onClose} />}
    </Dialog>
  );
}

interface BulkFormProps extends Omit<BulkDialogProps, 'action'> {
  readonly action: BulkAction;
  readonly stop: { current: boolean };
}

function BulkForm({ action, ids, stop, onClose }: BulkFormProps) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const people = usePeopleMenu('');
  const [ownerId, setOwner] = useState('');
  const [stage, setStage] = useState<Stage>('active');
  const [choice, setChoice] = useState<TierChoice>({ tier: 'silver', reason: '', until: '' });
  const [add, setAdd] = useState('');
  const [remove, setRemove] = useState('');
  const [error, setError] = useState<LoketError | null>(null);
  const [progress, setProgress] = useState<BulkProgress>();

  const added = typedLabels(add);
  const removed = typedLabels(remove);
  const faultOf = ({ wrong }: TypedLabels) => wrong && errorText({ code: wrong, kind: 'person' }, language);

  const stepFor = (id: string): Step => {
    if (action === 'tag')
      return { name: 'tagCustomer', args: { id, add: added.labels, remove: removed.labels } };
    if (action === 'tier') return { name: 'overrideTier', args: { customerId: id, ...tierArgs(choice) } };
    if (action === 'stage') return { name: 'changeCustomer', args: { id, changes: { stage } } };
    return {
      name: 'changeCustomer',
      args: ownerId === NOBODY ? { id, changes: {}, clear: ['ownerId'] } : { id, changes: { ownerId } },
    };
  };
  const isReady =
    (action === 'owner' && ownerId !== '') ||
    action === 'stage' ||
    (action === 'tier' && tierArgs(choice).reason !== '') ||
    (!added.wrong && !removed.wrong && added.labels.length + removed.labels.length > 0);

  const take = async ({ name, args }: Step): Promise<Result<Step | undefined>> => {
    const done = await run(name, args, { quiet: true });
    if (!done.ok) return done;
    if (name === 'takeBackOverride') return ok({ name, args });
    if (name === 'overrideTier') {
      const back = done.value.result as { readonly inverse: CommandArgs<'takeBackOverride'> };
      return ok({ name: 'takeBackOverride', args: back.inverse });
    }
    if (name === 'changeCustomer') {
      const inverse = inverseIn(done.value.result);
      return ok(inverse && { name, args: inverse });
    }
    const { inverse } = done.value.result as { readonly inverse: CommandArgs<'tagCustomer'> };
    const changed = (inverse.add?.length ?? 0) + (inverse.remove?.length ?? 0) > 0;
    return ok(changed ? { name, args: inverse } : undefined);
  };
  const apply = async (event: FormEvent) => {
    event.preventDefault();
    if (progress || !isReady) return;
    stop.current = false;
    setError(null);
    setProgress({ done: 0, total: ids.length });
    const outcome = await runBulk(ids.map(stepFor), take, setProgress, () => stop.current);
    const { inverses, failed, left } = outcome;
    const count = inverses.length;
    const shown = formatNumber(count, language);
    // what is wrong for all of them is mended in the form
    if (count === 0 && outcome.error) {
      setProgress(undefined);
      setError(outcome.error);
      return;
    }
    onClose();
    if (count === 0 && failed === 0) {
      toast(t('customerList.nothingChanged'));
      return;
    }
    const said =
      failed > 0
        ? t('customerList.someFailed', { shown, failed: formatNumber(failed, language) })
        : left > 0
          ? t('customerList.stopped', { shown, left: formatNumber(left, language) })
          : t('customerList.done', { count, shown });
    toast(said, () => {
      void runBulk(
        inverses.toReversed(),
        take,
        () => undefined,
        () => false,
      ).then((back) => {
        const restored = back.inverses.length;
        toast(t('customerList.undone', { count: restored, shown: formatNumber(restored, language) }));
      });
    });
  };
  return (
    <form noValidate onSubmit={(event) => void apply(event)}>
      <Stack>
        {action === 'owner' && (
          <SelectField
            label={t('customers.owner')}
            value={ownerId || null}
            options={[...people, { value: NOBODY, label: t('customers.noOwner') }]}
            onChange={setOwner}
            searchable
            autoFocus
          />
        )}
        {action === 'stage' && (
          <SelectField
            label={t('customers.stage')}
            value={stage}
            options={STAGES.map((value) => ({ value, label: t(`domain.stage.${value}`) }))}
            onChange={setStage}
            autoFocus
          />
        )}
        {action === 'tier' && <TierFields value={choice} onChange={setChoice} />}
        {action === 'tag' && (
          <>
            <TextField
              label={t('customerList.tagAdd')}
              description={t('customers.tagsHint')}
              value={add}
              error={faultOf(added)}
              autoComplete="off"
              data-autofocus
              onChange={(event) => {
                setAdd(event.currentTarget.value);
              }}
            />
            <TextField
              label={t('customerList.tagRemove')}
              description={t('customers.tagsHint')}
              value={remove}
              error={faultOf(removed)}
              autoComplete="off"
              onChange={(event) => {
                setRemove(event.currentTarget.value);
              }}
            />
          </>
        )}
        <ErrorLine error={error} />
        {progress && (
          <div role="status">
            <Progress
              value={(100 * progress.done) / Math.max(1, progress.total)}
              aria-label={t('customerList.progress', { done: progress.done, total: progress.total })}
            />
            <p className="lk-small">
              {t('customerList.progress', { done: progress.done, total: progress.total })}
            </p>
          </div>
        )}
        <DialogActions>
          {progress ? (
            <Button
              onClick={() => {
                stop.current = true;
              }}
            >
              {t('customerList.stop')}
            </Button>
          ) : (
            <>
              <Button onClick={onClose}>{t('common.cancel')}</Button>
              <Button type="submit" variant="primary" disabled={!isReady}>
                {t('customerList.apply')}
              </Button>
            </>
          )}
        </DialogActions>
      </Stack>
    </form>
  );
}
