import { useState, type FormEvent } from 'react';
import type { CampaignSaved } from '#shared/api/head-office.ts';
import { CAMPAIGN_KINDS, CAMPAIGN_STATUSES } from '#shared/domain/campaign.ts';
import type { Branch } from '#shared/domain/reference.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { useT } from '#renderer/i18n/index.ts';
import {
  Button,
  CountField,
  DayField,
  Dialog,
  DialogActions,
  ErrorLine,
  FieldRow,
  MultiSelect,
  Radio,
  RupiahField,
  SelectField,
  Stack,
  TextArea,
  TextField,
  toast,
} from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { campaignProblems, fieldsOf, type CampaignProblem, type CampaignValues } from './campaign-form.ts';

interface CampaignDialogProps {
  /** Of a campaign that is changed; absent for a new one. */
  readonly id?: string;
  readonly initial: CampaignValues;
  readonly branches: readonly Branch[];
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

/** Makes or changes a campaign at head office. */
export function CampaignDialog({ id, initial, branches, onClose, onSaved }: CampaignDialogProps) {
  const t = useT();
  const desk = useDesk();
  const [values, setValues] = useState(initial);
  const [tried, setTried] = useState(false);
  const { busy, once } = useSaving();
  const [error, setError] = useState<LoketError | null>(null);
  const problems = tried ? campaignProblems(values) : {};
  const change = (changes: Partial<CampaignValues>) => {
    setValues((before) => ({ ...before, ...changes }));
  };
  const words = (problem: CampaignProblem | undefined) => {
    if (problem === undefined) return undefined;
    return problem === 'required' ? t('common.required') : t(`headoffice.campaigns.${problem}`);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(campaignProblems(values)).length > 0) return;
    await once(async () => {
      setError(null);
      const answer = await desk.api<CampaignSaved>(
        id === undefined ? 'POST' : 'PUT',
        id === undefined ? '/api/headoffice/campaigns' : `/api/headoffice/campaigns/${id}`,
        fieldsOf(values),
      );
      if (!answer.ok) {
        setError(answer.error);
        return;
      }
      toast(t('headoffice.campaigns.saved'));
      onSaved(answer.value.id);
    });
  };
  return (
    <Dialog
      open
      size="lg"
      title={t(id === undefined ? 'headoffice.campaigns.create' : 'headoffice.campaigns.edit')}
      onClose={onClose}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack>
          <TextField
            label={t('headoffice.campaigns.name')}
            data-autofocus
            required
            maxLength={160}
            value={values.name}
            error={words(problems.name)}
            onChange={(event) => {
              change({ name: event.currentTarget.value });
            }}
          />
          <FieldRow>
            <SelectField
              label={t('headoffice.campaigns.kind')}
              value={values.kind}
              options={CAMPAIGN_KINDS.map((kind) => ({
                value: kind,
                label: t(`domain.campaignKind.${kind}`),
              }))}
              onChange={(kind) => {
                change({ kind });
              }}
            />
            <SelectField
              label={t('headoffice.campaigns.status')}
              value={values.status}
              options={CAMPAIGN_STATUSES.map((status) => ({
                value: status,
                label: t(`domain.campaignStatus.${status}`),
              }))}
              onChange={(status) => {
                change({ status });
              }}
            />
          </FieldRow>
          <FieldRow>
            <DayField
              label={t('headoffice.campaigns.start')}
              required
              value={values.start}
              error={words(problems.start)}
              onChange={(start) => {
                change({ start });
              }}
            />
            <DayField
              label={t('headoffice.campaigns.end')}
              required
              value={values.end}
              error={words(problems.end)}
              onChange={(end) => {
                change({ end });
              }}
            />
          </FieldRow>
          <Radio.Group
            label={t('headoffice.campaigns.branches')}
            value={values.everywhere ? 'all' : 'some'}
            onChange={(next) => {
              change({ everywhere: next === 'all' });
            }}
          >
            <FieldRow>
              <Radio value="all" label={t('headoffice.campaigns.allBranches')} />
              <Radio value="some" label={t('headoffice.campaigns.someBranches')} />
            </FieldRow>
          </Radio.Group>
          {!values.everywhere && (
            <MultiSelect
              label={t('headoffice.campaigns.someBranches')}
              searchable
              hidePickedOptions
              data={branches.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
              value={[...values.branchIds]}
              error={words(problems.branchIds)}
              onChange={(branchIds) => {
                change({ branchIds });
              }}
            />
          )}
          <FieldRow>
            <RupiahField
              label={t('headoffice.campaigns.budget')}
              value={values.budget}
              onChange={(budget) => {
                change({ budget });
              }}
            />
            <CountField
              label={t('headoffice.campaigns.target')}
              value={values.target}
              onChange={(target) => {
                change({ target });
              }}
            />
          </FieldRow>
          <TextField
            label={t('headoffice.campaigns.area')}
            maxLength={160}
            value={values.area}
            onChange={(event) => {
              change({ area: event.currentTarget.value });
            }}
          />
          <TextArea
            label={t('headoffice.campaigns.offer')}
            description={t('headoffice.campaigns.offerHint')}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={8000}
            value={values.offer}
            onChange={(event) => {
              change({ offer: event.currentTarget.value });
            }}
          />
          <ErrorLine error={error} />
          <DialogActions>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" variant="primary" busy={busy}>
              {t('common.save')}
            </Button>
          </DialogActions>
        </Stack>
      </form>
    </Dialog>
  );
}
