/** New rules of tiers: drafted, held against the whole book, then published. */
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { TierDraft, TierPreview, TierPublished } from '#shared/api/tiers.ts';
import { TIERS } from '#shared/domain/customer.ts';
import { TIER_MEASURES, type TierRules } from '#shared/domain/reference.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  ConfirmDialog,
  CountField,
  DayField,
  Dialog,
  DialogActions,
  ErrorLine,
  FieldRow,
  formatDay,
  IconButton,
  SelectField,
  Stack,
  toast,
} from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { useToday } from '#renderer/widgets/hooks/clock.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import styles from './headoffice.module.css';
import { draftFrom, freeId, raised, withEntry, type DraftRule } from './tier-form.ts';
import { TierPreviewOf } from './tier-preview.tsx';

interface TierDraftDialogProps {
  /** Rules to begin with. */
  readonly from: TierRules | undefined;
  readonly onClose: () => void;
  readonly onPublished: () => void;
}

export function TierDraftDialog({ from, onClose, onPublished }: TierDraftDialogProps) {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const today = useToday();
  const [draft, setDraft] = useState<TierDraft>(() => draftFrom(from, today));
  const [preview, setPreview] = useState<TierPreview | null>(null);
  const [error, setError] = useState<LoketError | null>(null);
  const { busy, once } = useSaving();
  const [asking, setAsking] = useState(false);
  const change = (changes: Partial<TierDraft>) => {
    setDraft((before) => ({ ...before, ...changes }));
    setPreview(null);
    setError(null);
  };
  const ask = <T,>(path: string, then: (answer: T) => void): Promise<void> =>
    once(async () => {
      setError(null);
      const answer = await desk.api<T>('POST', path, draft);
      if (answer.ok) then(answer.value);
      else setError(answer.error);
    });
  const publish = async () => {
    setAsking(false);
    await ask<TierPublished>('/api/headoffice/tiers', ({ version }) => {
      toast(t('tiers.office.published', { version }));
      onPublished();
    });
  };
  return (
    <Dialog open size="xl" title={t('tiers.office.draft')} onClose={onClose}>
      <Stack>
        <p className="lk-muted">{t('tiers.office.draftHint')}</p>
        <FieldRow>
          <DayField
            label={t('tiers.office.from')}
            value={draft.from}
            required
            onChange={(day) => {
              change({ from: day });
            }}
          />
          <CountField
            label={t('tiers.office.windowField')}
            value={draft.windowDays}
            max={3660}
            onChange={(days) => {
              change({ windowDays: Math.max(1, days ?? 1) });
            }}
          />
        </FieldRow>
        {draft.rules.map((rule, index) => (
          <RuleFields
            key={rule.id}
            rule={rule}
            place={index + 1}
            onChange={(next) => {
              change({ rules: withEntry(draft.rules, index, next) });
            }}
            onUp={() => {
              change({ rules: raised(draft.rules, index) });
            }}
            onRemove={() => {
              change({ rules: draft.rules.filter((_, at) => at !== index) });
            }}
          />
        ))}
        <div>
          <Button
            icon={<IconPlus size={16} aria-hidden />}
            disabled={draft.rules.length >= 50}
            onClick={() => {
              const next: DraftRule = {
                id: freeId(draft.rules),
                tier: 'bronze',
                all: [{ measure: 'transactions', atLeast: 1 }],
              };
              change({ rules: [...draft.rules, next] });
            }}
          >
            {t('tiers.office.addRule')}
          </Button>
        </div>
        {preview && <TierPreviewOf preview={preview} />}
        <ErrorLine error={error} />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            busy={busy}
            onClick={() => {
              void ask<TierPreview>('/api/headoffice/tiers/preview', setPreview);
            }}
          >
            {t('tiers.office.preview')}
          </Button>
          <Button
            variant="primary"
            disabled={preview === null || busy}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('tiers.office.publish')}
          </Button>
        </DialogActions>
      </Stack>
      <ConfirmDialog
        open={asking}
        title={t('tiers.office.publishTitle')}
        text={t('tiers.office.publishText', { day: formatDay(draft.from, language) })}
        confirm={t('tiers.office.publish')}
        onConfirm={() => void publish()}
        onClose={() => {
          setAsking(false);
        }}
      />
    </Dialog>
  );
}

interface RuleFieldsProps {
  readonly rule: DraftRule;
  /** 1 for the first one. */
  readonly place: number;
  readonly onChange: (rule: DraftRule) => void;
  readonly onUp: () => void;
  readonly onRemove: () => void;
}

function RuleFields({ rule, place, onChange, onUp, onRemove }: RuleFieldsProps) {
  const t = useT();
  const free = TIER_MEASURES.filter((measure) => !rule.all.some((one) => one.measure === measure));
  return (
    <fieldset className={styles['rule']}>
      <legend>{t('tiers.office.rule', { number: place })}</legend>
      <div className={styles['ruleHead']}>
        <SelectField
          label={t('tiers.tier')}
          value={rule.tier}
          options={TIERS.toReversed().map((value) => ({ value, label: t(`common.tier.${value}`) }))}
          onChange={(tier) => {
            onChange({ ...rule, tier });
          }}
        />
        <IconButton label={t('tiers.office.up', { number: place })} disabled={place === 1} onClick={onUp}>
          <IconArrowUp size={16} aria-hidden />
        </IconButton>
        <IconButton label={t('tiers.office.removeRule', { number: place })} onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </IconButton>
      </div>
      {rule.all.map((condition, index) => {
        const put = (changes: Partial<typeof condition>) => {
          const next = { ...condition, ...changes };
          if (next.atLeast === undefined) delete next.atLeast;
          if (next.atMost === undefined) delete next.atMost;
          onChange({ ...rule, all: withEntry(rule.all, index, next) });
        };
        const bound = (field: 'atLeast' | 'atMost') => (
          <CountField
            label={t(`tiers.office.${field}`)}
            value={condition[field]}
            max={1e15}
            onChange={(value) => {
              put({ [field]: value });
            }}
          />
        );
        return (
          <div key={condition.measure} className={styles['condition']}>
            <SelectField
              label={t('tiers.office.measure')}
              value={condition.measure}
              options={[condition.measure, ...free].map((value) => ({
                value,
                label: t(`tiers.office.measures.${value}`),
              }))}
              onChange={(measure) => {
                put({ measure });
              }}
            />
            {bound('atLeast')}
            {bound('atMost')}
            <IconButton
              label={t('tiers.office.removeCondition', {
                measure: t(`tiers.office.measures.${condition.measure}`),
              })}
              disabled={rule.all.length === 1}
              onClick={() => {
                onChange({ ...rule, all: rule.all.filter((_, at) => at !== index) });
              }}
            >
              <IconTrash size={16} aria-hidden />
            </IconButton>
          </div>
        );
      })}
      {free[0] && (
        <div>
          <Button
            variant="subtle"
            icon={<IconPlus size={16} aria-hidden />}
            onClick={() => {
              const [measure] = free;
              if (measure) onChange({ ...rule, all: [...rule.all, { measure, atLeast: 1 }] });
            }}
          >
            {t('tiers.office.addCondition')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
