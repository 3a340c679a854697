import { useCallback, useState } from 'react';
import { Controller, FormProvider, useForm } from 'react-hook-form';
import { MIN_PASSWORD } from '#shared/api/auth.ts';
import { HEAD_OFFICE } from '#shared/domain/actor.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { useT } from '#renderer/i18n/index.ts';
import {
  Button,
  DialogActions,
  ErrorLine,
  FieldRow,
  PasswordField,
  Section,
  SelectField,
  Stack,
  TextField,
} from '#renderer/ui/index.ts';
import { useAsk, useDesk, useHost } from '#renderer/widgets/desk-context.tsx';
import { BranchFields } from './branch-fields.tsx';
import { firstCode, readSetup, setUp } from './head-office.ts';
import { branchCode, EMPTY_SET_UP, setUpRequest, type SetUpValues } from './set-up-form.ts';

interface SetUpStepProps {
  readonly url: string;
  readonly onBack?: () => void;
  /** The company stands, but this PC could not be enrolled by itself. */
  readonly onDone: (company: string) => void;
}

/** Company, branches and the first administrator; afterwards this PC becomes the first desk by itself. */
export function SetUpStep({ url, onBack, onDone }: SetUpStepProps) {
  const t = useT();
  const host = useHost();
  const desk = useDesk();
  const [error, setError] = useState<LoketError | null>(null);
  const form = useForm<SetUpValues>({ defaultValues: EMPTY_SET_UP });
  const { errors, isSubmitting } = form.formState;
  const codeNeeded =
    useAsk(useCallback(() => readSetup(host, url), [host, url])).value?.setupCodeNeeded ?? false;
  const branches = form.watch('branches');
  const required = (value: string) => value.trim() !== '' || t('common.required');

  const submit = form.handleSubmit(async (values) => {
    setError(null);
    const request = setUpRequest(values);
    const made = await setUp(host, url, request);
    if (!made.ok) {
      setError(made.error);
      return;
    }
    const { username, password } = request.admin;
    const code = await firstCode(host, url, { username, password }, values.place);
    const enrolled = code.ok
      ? await desk.enrol({ url, code: code.value, deskName: values.deskName.trim() })
      : code;
    if (!enrolled.ok) onDone(request.company.name);
  });

  return (
    <FormProvider {...form}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          <p className="lk-muted">{t('connection.setUpHint')}</p>
          {codeNeeded && (
            <TextField
              label={t('connection.setUpToken')}
              description={t('connection.setUpTokenHint')}
              autoComplete="off"
              error={errors.setupCode?.message}
              {...form.register('setupCode', { validate: required })}
            />
          )}
          <FieldRow>
            <TextField
              label={t('connection.company')}
              maxLength={160}
              autoFocus
              error={errors.company?.message}
              {...form.register('company', { validate: required })}
            />
            <Controller
              control={form.control}
              name="sector"
              render={({ field }) => (
                <SelectField
                  label={t('connection.sector')}
                  value={field.value}
                  onChange={field.onChange}
                  options={[
                    { value: 'finance', label: t('connection.sectors.finance') },
                    { value: 'post', label: t('connection.sectors.post') },
                  ]}
                />
              )}
            />
          </FieldRow>
          <BranchFields />
          <Section title={t('connection.admin')}>
            <FieldRow>
              <TextField
                label={t('connection.adminName')}
                maxLength={120}
                autoComplete="name"
                error={errors.adminName?.message}
                {...form.register('adminName', { validate: required })}
              />
              <TextField
                label={t('connection.username')}
                maxLength={64}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                error={errors.username?.message}
                {...form.register('username', {
                  validate: (value) =>
                    /^[A-Za-z0-9][A-Za-z0-9._@-]+$/.test(value.trim()) || t('common.required'),
                })}
              />
            </FieldRow>
            <FieldRow>
              <PasswordField
                label={t('connection.password')}
                description={t('connection.passwordHint', { count: MIN_PASSWORD })}
                autoComplete="new-password"
                error={errors.password?.message}
                {...form.register('password', {
                  validate: (value) => value.length >= MIN_PASSWORD || t('connection.passwordShort'),
                })}
              />
              <PasswordField
                label={t('connection.passwordAgain')}
                description={t('connection.passwordAgainHint')}
                autoComplete="new-password"
                error={errors.passwordAgain?.message}
                {...form.register('passwordAgain', {
                  validate: (value, all) => value === all.password || t('connection.passwordDiffers'),
                })}
              />
            </FieldRow>
          </Section>
          <Section title={t('connection.thisDesk')}>
            <FieldRow>
              <Controller
                control={form.control}
                name="place"
                render={({ field }) => (
                  <SelectField
                    label={t('connection.place')}
                    value={field.value}
                    onChange={field.onChange}
                    options={[
                      { value: HEAD_OFFICE, label: t('connection.headOffice') },
                      ...placesOf(branches),
                    ]}
                  />
                )}
              />
              <TextField
                label={t('connection.deskName')}
                maxLength={80}
                error={errors.deskName?.message}
                {...form.register('deskName', { validate: required })}
              />
            </FieldRow>
          </Section>
          <ErrorLine error={error} />
          <DialogActions>
            {onBack && <Button onClick={onBack}>{t('connection.changeAddress')}</Button>}
            <Button type="submit" variant="primary" busy={isSubmitting}>
              {t('connection.setUp')}
            </Button>
          </DialogActions>
        </Stack>
      </form>
    </FormProvider>
  );
}

/** Branches that are filled in far enough to be chosen, each once. */
function placesOf(
  branches: SetUpValues['branches'],
): readonly { readonly value: string; readonly label: string }[] {
  const seen = new Set<string>([HEAD_OFFICE, '']);
  return branches.flatMap(({ code, name }) => {
    const value = branchCode(code);
    if (seen.has(value)) return [];
    seen.add(value);
    return [{ value, label: name || value }];
  });
}
