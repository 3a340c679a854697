import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { MIN_PASSWORD } from '#shared/api/auth.ts';
import type { NewStaff } from '#shared/api/head-office.ts';
import { HEAD_OFFICE, ROLES } from '#shared/domain/actor.ts';
import type { Branch } from '#shared/domain/reference.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { useT } from '#renderer/i18n/index.ts';
import {
  Button,
  Dialog,
  DialogActions,
  ErrorLine,
  FieldRow,
  PasswordField,
  SelectField,
  Stack,
  TextField,
} from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { useNames } from './reference.ts';

interface StaffDialogProps {
  readonly branches: readonly Branch[];
  readonly onClose: () => void;
  readonly onAdded: (name: string) => void;
}

/** A person of the company: account, role, branch, and the division whose queue a handler works on. */
export function StaffDialog({ branches, onClose, onAdded }: StaffDialogProps) {
  const t = useT();
  const desk = useDesk();
  const divisions = useNames('division');
  const [error, setError] = useState<LoketError | null>(null);
  const form = useForm<Required<NewStaff>>({
    defaultValues: {
      name: '',
      username: '',
      password: '',
      role: 'frontliner',
      branchId: branches[0]?.code ?? HEAD_OFFICE,
      divisionId: '',
    },
  });
  const { errors, isSubmitting } = form.formState;
  const role = form.watch('role');
  const required = (value: string) => value.trim() !== '' || t('common.required');
  const submit = form.handleSubmit(async ({ divisionId, ...values }) => {
    setError(null);
    const body: NewStaff = {
      ...values,
      name: values.name.trim(),
      username: values.username.trim(),
      ...(values.role === 'division' && divisionId !== '' ? { divisionId } : {}),
    };
    const answer = await desk.api('POST', '/api/headoffice/staff', body);
    if (answer.ok) onAdded(body.name);
    else setError(answer.error);
  });
  const places = branches.some(({ code }) => code === HEAD_OFFICE)
    ? branches
    : [{ code: HEAD_OFFICE, name: t('common.role.headoffice') }, ...branches];
  return (
    <Dialog open title={t('headoffice.branches.addStaff')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          <TextField
            label={t('headoffice.branches.staffName')}
            data-autofocus
            maxLength={120}
            error={errors.name?.message}
            {...form.register('name', { validate: required })}
          />
          <FieldRow>
            <TextField
              label={t('headoffice.branches.username')}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
              error={errors.username?.message}
              {...form.register('username', { validate: required })}
            />
            <PasswordField
              label={t('headoffice.branches.password')}
              autoComplete="new-password"
              error={errors.password?.message}
              {...form.register('password', {
                validate: (value) =>
                  value.length >= MIN_PASSWORD ||
                  t('headoffice.branches.passwordHint', { count: MIN_PASSWORD }),
              })}
            />
          </FieldRow>
          <FieldRow>
            <Controller
              control={form.control}
              name="role"
              render={({ field }) => (
                <SelectField
                  label={t('headoffice.branches.role')}
                  value={field.value}
                  onChange={field.onChange}
                  options={ROLES.map((name) => ({ value: name, label: t(`common.role.${name}`) }))}
                />
              )}
            />
            <Controller
              control={form.control}
              name="branchId"
              render={({ field }) => (
                <SelectField
                  label={t('common.branch')}
                  searchable
                  value={field.value}
                  onChange={field.onChange}
                  options={places.map((branch) => ({ value: branch.code, label: branch.name }))}
                />
              )}
            />
          </FieldRow>
          {role === 'division' && (
            <Controller
              control={form.control}
              name="divisionId"
              rules={{ validate: (value) => required(value ?? '') }}
              render={({ field, fieldState }) => (
                <SelectField
                  label={t('session.division')}
                  value={field.value || null}
                  onChange={field.onChange}
                  options={divisions.map(({ code, name }) => ({ value: code, label: name }))}
                  error={fieldState.error?.message}
                />
              )}
            />
          )}
          <ErrorLine error={error} />
          <DialogActions>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" variant="primary" busy={isSubmitting}>
              {t('common.save')}
            </Button>
          </DialogActions>
        </Stack>
      </form>
    </Dialog>
  );
}
