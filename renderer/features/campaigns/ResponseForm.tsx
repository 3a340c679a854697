/** A visitor's response at the booth. Keys: name, Enter, a digit, a digit, Ctrl+Enter; then the next visitor. */
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { RESPONSE_RESULTS } from '#shared/domain/campaign.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { announce } from '#renderer/state/shell.ts';
import {
  Banner,
  Button,
  Checkbox,
  ErrorLine,
  formatTime,
  TextArea,
  TextField,
  useZone,
} from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import styles from './campaigns.module.css';
import { DigitRadios } from './DigitRadios.tsx';
import {
  checkResponse,
  fieldOfCommand,
  firstError,
  responseArgs,
  settled,
  type ResponseErrors,
  type ResponseField,
  type ResponseState,
} from './response-state.ts';
import { useResponseDraft } from './use-response-draft.ts';
import { VisitorField } from './VisitorField.tsx';

/** Give it a `key` of the campaign. */
export function ResponseForm({ campaignId }: { readonly campaignId: string }) {
  const t = useT();
  const desk = useDesk();
  const language = useLanguage();
  const zone = useZone();
  const draft = useResponseDraft(campaignId);
  const { state, kept } = draft;
  const [errors, setErrors] = useState<ResponseErrors>({});
  const [refused, setRefused] = useState<LoketError>();
  const [saved, setSaved] = useState('');
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const fields = useRef<Partial<Record<ResponseField | 'order', HTMLElement | null>>>({});
  const ref = (field: ResponseField | 'order') => (element: HTMLElement | null) => {
    fields.current[field] = element;
  };
  /* The fields of the visitor change places with what is drawn: they get the focus when that is done. The others get
     it at once, so that the next key, however fast, goes to the next field. */
  const wanted = useRef<ResponseField>(undefined);
  const focus = (field: ResponseField | 'order') => {
    if (field === 'visitor' || field === 'name' || field === 'phone') wanted.current = field;
    else fields.current[field]?.focus();
  };
  useLayoutEffect(() => {
    const field = wanted.current && fields.current[wanted.current];
    if (!field) return;
    wanted.current = undefined;
    field.focus();
  });
  useEffect(() => {
    fields.current.visitor?.focus();
  }, []);

  const update = (change: (old: ResponseState) => ResponseState, ...mended: ResponseField[]) => {
    if (running.current) return;
    draft.update(change);
    setErrors((old) =>
      Object.fromEntries(Object.entries(old).filter(([field]) => !mended.includes(field as ResponseField))),
    );
  };
  const change = (changes: Partial<ResponseState>, ...mended: ResponseField[]) => {
    update((old) => ({ ...old, ...changes }), ...mended);
  };
  const words = (field: ResponseField): string | undefined => {
    const code = errors[field];
    if (code === undefined) return undefined;
    if (code === 'result_missing') return t('campaigns.form.resultMissing');
    return errorText({ code, kind: 'person' }, language);
  };

  const save = async () => {
    if (running.current) return;
    const form = draft.update(settled);
    const found = checkResponse(form);
    const args = responseArgs(campaignId, form);
    setErrors(found);
    setRefused(undefined);
    const first = firstError(found);
    if (first || !args) {
      announce(t('campaigns.form.errors', { count: Object.keys(found).length }));
      focus(first ?? 'result');
      return;
    }
    running.current = true;
    setBusy(true);
    await draft.settle();
    const answer = await desk.run('recordResponse', args, { draftId: draft.draftId });
    running.current = false;
    setBusy(false);
    draft.finish(answer.ok);
    if (answer.ok) {
      const sentence = t('campaigns.form.saved', {
        name: args.name,
        result: t(`domain.response.${args.result}`),
        time: formatTime(desk.now(), zone),
      });
      setSaved(sentence);
      announce(sentence);
      focus('visitor');
      return;
    }
    const field = fieldOfCommand(answer.error.field, form);
    if (field) {
      setErrors({ [field]: answer.error.code });
      focus(field);
    } else setRefused(answer.error);
  };
  useScreenKeys({ 'Ctrl+Enter': () => void save() });

  return (
    <form
      className={styles['form']}
      aria-label={t('campaigns.form.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <h2>{t('campaigns.form.title')}</h2>
      {draft.resumed && <Banner tone="info">{t('campaigns.form.resumed')}</Banner>}
      {kept === 'failed' && <Banner tone="danger">{t('campaigns.form.draftFailed')}</Banner>}
      <VisitorField
        state={state}
        update={update}
        onChosen={() => {
          focus('result');
        }}
        onFocus={focus}
        onPhone={(wrong) => {
          setErrors(({ phone: _, ...others }) => (wrong ? { ...others, phone: 'phone_invalid' } : others));
        }}
        words={words}
        fieldRef={ref}
      />
      <DigitRadios
        legend={t('campaigns.form.result')}
        options={RESPONSE_RESULTS.map((value) => ({ value, label: t(`domain.response.${value}`) }))}
        value={state.result}
        onChange={(result) => {
          change({ result }, 'result');
        }}
        onDone={() => {
          focus('order');
        }}
        error={words('result')}
        required
        inputRef={ref('result')}
      />
      <DigitRadios
        legend={t('campaigns.form.order')}
        options={[
          { value: 'new', label: t('campaigns.form.orderNew') },
          { value: 'ro', label: t('campaigns.form.orderRo') },
        ]}
        value={state.repeatOrder ? 'ro' : 'new'}
        onChange={(order) => {
          change({ repeatOrder: order === 'ro' });
        }}
        onDone={() => {
          focus('interest');
        }}
        inputRef={ref('order')}
      />
      <TextField
        ref={ref('interest')}
        label={t('campaigns.form.interest')}
        placeholder={t('campaigns.form.interestHint')}
        maxLength={160}
        value={state.interest}
        onChange={(event) => {
          change({ interest: event.currentTarget.value }, 'interest');
        }}
        error={words('interest')}
        autoComplete="off"
      />
      <TextArea
        label={t('campaigns.form.note')}
        placeholder={t('campaigns.form.noteHint')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={8000}
        value={state.note}
        onChange={(event) => {
          change({ note: event.currentTarget.value });
        }}
      />
      {!state.customer && (
        <Checkbox
          label={t('campaigns.form.addToBook')}
          description={t('campaigns.form.addToBookHint')}
          checked={state.addToBook}
          onChange={(event) => {
            change({ addToBook: event.currentTarget.checked });
          }}
        />
      )}
      <ErrorLine error={refused} />
      <div className={styles['formFoot']}>
        <Button variant="primary" shortcut="Ctrl ↵" busy={busy} onClick={() => void save()}>
          {t('campaigns.form.save')}
        </Button>
        {kept !== 'nothing' && (
          <Button
            variant="subtle"
            onClick={() => {
              draft.clear();
              setErrors({});
              setRefused(undefined);
              focus('visitor');
            }}
          >
            {t('campaigns.form.clear')}
          </Button>
        )}
        {kept === 'saved' && <span className="lk-muted lk-small">{t('campaigns.form.kept')}</span>}
      </div>
      {saved && (
        <p className={styles['saved']}>
          <IconCircleCheck size={16} aria-hidden />
          <span>{saved}</span>
        </p>
      )}
    </form>
  );
}
