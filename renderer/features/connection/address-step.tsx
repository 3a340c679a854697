import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react';
import type { LoketError } from '#shared/errors/errors.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Banner, Button, ErrorLine, Stack, TextField } from '#renderer/ui/index.ts';
import type { ServerInfo } from '#renderer/data/desk-types.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { addressOf } from './address.ts';

/** After this long a check says that head office is slow, so that nobody thinks it hangs. */
const SLOW_MS = 4000;

interface AddressStepProps {
  readonly known: string;
  /** The page comes from head office itself: nothing to type. */
  readonly fixed: boolean;
  readonly onFound: (url: string, server: ServerInfo) => void;
}

/** Takes the address and says in words what stands there. */
export function AddressStep({ known, fixed, onFound }: AddressStepProps) {
  const t = useT();
  const desk = useDesk();
  const [text, setText] = useState(known);
  const [bad, setBad] = useState(false);
  const [state, setState] = useState<'idle' | 'checking' | 'slow'>('idle');
  const [error, setError] = useState<LoketError | null>(null);
  const started = useRef(false);

  const check = useCallback(
    async (typed: string) => {
      const url = addressOf(typed);
      setBad(url === undefined);
      setError(null);
      if (url === undefined) return;
      setState('checking');
      const slow = setTimeout(() => {
        setState('slow');
      }, SLOW_MS);
      const answer = await desk.connect(url);
      clearTimeout(slow);
      setState('idle');
      if (answer.ok) onFound(url, answer.value);
      else setError(answer.error);
    },
    [desk, onFound],
  );
  useEffect(() => {
    if (!fixed || started.current) return;
    started.current = true;
    void check(known);
  }, [fixed, known, check]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void check(text);
  };
  const busy = state !== 'idle';
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextField
          label={t('connection.address')}
          description={fixed ? undefined : t('connection.addressHint')}
          value={text}
          readOnly={fixed}
          autoFocus={!fixed}
          inputMode="url"
          autoCapitalize="none"
          spellCheck={false}
          error={bad ? t('connection.addressBad') : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <div role="status">
          {state === 'checking' && <p className="lk-muted">{t('connection.checking')}</p>}
          {state === 'slow' && <Banner tone="warn">{t('connection.slow')}</Banner>}
        </div>
        <ErrorLine error={error} />
        <Button type="submit" variant="primary" busy={busy}>
          {error ? t('common.retry') : t('connection.check')}
        </Button>
      </Stack>
    </form>
  );
}
