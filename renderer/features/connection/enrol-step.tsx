import { useState } from 'react';
import { DEMO_DESKS, demoCode } from '#shared/api/demo.ts';
import { useForm } from 'react-hook-form';
import type { LoketError } from '#shared/errors/errors.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Banner, Button, DialogActions, ErrorLine, Pill, Stack, TextField } from '#renderer/ui/index.ts';
import type { ServerInfo } from '#renderer/data/desk-types.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import styles from './connection.module.css';

interface EnrolStepProps {
  readonly url: string;
  readonly server: ServerInfo;
  readonly enrolByHand: boolean;
  /** This PC is a desk already and keeps its name. */
  readonly again?: { readonly deskName: string };
  readonly onBack?: () => void;
}

/** A one-time code makes this PC a desk of a branch. When it worked, the gate goes on to sign-in. */
export function EnrolStep({ url, server, enrolByHand, again, onBack }: EnrolStepProps) {
  const t = useT();
  const desk = useDesk();
  const [error, setError] = useState<LoketError | null>(null);
  const form = useForm({ defaultValues: { code: '', deskName: again?.deskName ?? '' } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ code, deskName }) => {
    setError(null);
    const answer = await desk.enrol({ url, code: code.trim(), deskName: deskName.trim() });
    if (answer.ok) return;
    setError(answer.error);
    form.setFocus('code');
  });
  const required = (value: string) => value.trim() !== '' || t('common.required');
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        {!again && (
          <p className="lk-muted">
            {server.demo ? t('connection.foundDemo') : t('connection.foundBare')}{' '}
            {server.demo && <Pill tone="warn">{t('common.demo')}</Pill>}
          </p>
        )}
        {server.demo && (
          <section aria-label={t('connection.demoDesks')} className={styles['demoDesks']}>
            <h2>{t('connection.demoDesks')}</h2>
            <div className={styles['demoButtons']}>
              {DEMO_DESKS.map(({ branchId, name }) => (
                <Button
                  key={branchId}
                  onClick={() => {
                    form.setValue('code', demoCode(branchId));
                    form.setValue('deskName', t('connection.demoDeskName'));
                    void submit();
                  }}
                >
                  {name}
                </Button>
              ))}
            </div>
          </section>
        )}
        {enrolByHand && <Banner tone="info">{t('connection.setUpDone')}</Banner>}
        <TextField
          label={t('connection.code')}
          description={t('connection.deskHint')}
          autoFocus
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          error={errors.code?.message}
          {...form.register('code', { validate: required })}
        />
        <TextField
          label={t('connection.deskName')}
          description={t('connection.deskNameHint')}
          maxLength={80}
          error={errors.deskName?.message}
          {...form.register('deskName', { validate: required })}
        />
        <ErrorLine error={error} />
        <DialogActions>
          {onBack && <Button onClick={onBack}>{t('connection.changeAddress')}</Button>}
          <Button type="submit" variant="primary" busy={isSubmitting}>
            {again ? t('connection.enrolAgain') : t('connection.enrol')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
