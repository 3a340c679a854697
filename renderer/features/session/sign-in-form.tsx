import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { LoketError } from '#shared/errors/errors.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button, ErrorLine, PasswordField, Stack, TextField } from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';

interface Values {
  readonly username: string;
  readonly password: string;
}

interface SignInFormProps {
  readonly onDone?: () => void;
  /** Under the button; gets a function that fills the form. */
  readonly extra?: (fill: (values: Values) => void) => ReactNode;
}

/** Name and password. The password is forgotten as soon as an attempt fails; the name stays. */
export function SignInForm({ onDone, extra }: SignInFormProps) {
  const t = useT();
  const desk = useDesk();
  const [error, setError] = useState<LoketError | null>(null);
  const form = useForm<Values>({ defaultValues: { username: '', password: '' } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    setError(null);
    const answer = await desk.signIn({ username: values.username.trim(), password: values.password });
    if (answer.ok) {
      onDone?.();
      return;
    }
    setError(answer.error);
    form.resetField('password');
    form.setFocus('password');
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <TextField
          label={t('session.username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          autoFocus
          error={errors.username?.message}
          {...form.register('username', { required: t('session.needUsername') })}
        />
        <PasswordField
          label={t('session.password')}
          autoComplete="current-password"
          error={errors.password?.message}
          {...form.register('password', { required: t('session.needPassword') })}
        />
        <ErrorLine error={error} />
        <Button type="submit" variant="primary" busy={isSubmitting} fullWidth>
          {t('session.signIn')}
        </Button>
        {extra?.((values) => {
          form.setValue('username', values.username, { shouldValidate: true });
          form.setValue('password', values.password, { shouldValidate: true });
          setError(null);
        })}
      </Stack>
    </form>
  );
}
