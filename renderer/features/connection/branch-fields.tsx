import { IconPlus, IconTrash } from '@tabler/icons-react';
import { Controller, useFieldArray, useFormContext } from 'react-hook-form';
import { useT } from '#renderer/i18n/index.ts';
import { Button, IconButton, Section, SelectField, TextField } from '#renderer/ui/index.ts';
import styles from './connection.module.css';
import { branchCodeProblem, type SetUpValues } from './set-up-form.ts';

/** The branches of a new company: at least one, more with "Tambah cabang". */
export function BranchFields() {
  const t = useT();
  const form = useFormContext<SetUpValues>();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'branches' });
  const errors = form.formState.errors.branches;
  const zones = [
    { value: 'Asia/Jakarta', label: t('connection.zones.jakarta') },
    { value: 'Asia/Makassar', label: t('connection.zones.makassar') },
    { value: 'Asia/Jayapura', label: t('connection.zones.jayapura') },
  ] as const;
  return (
    <Section
      title={t('connection.branches')}
      actions={
        <Button
          icon={<IconPlus size={16} aria-hidden />}
          onClick={() => {
            append({ code: '', name: '', zone: 'Asia/Jakarta' });
          }}
        >
          {t('connection.addBranch')}
        </Button>
      }
    >
      <p className="lk-muted lk-small">{t('connection.branchCodeHint')}</p>
      {fields.map((field, index) => (
        <div key={field.id} className={styles['branch']}>
          <TextField
            label={t('connection.branchCode')}
            placeholder="NGW"
            maxLength={16}
            autoCapitalize="characters"
            spellCheck={false}
            error={errors?.[index]?.code?.message}
            {...form.register(`branches.${index}.code`, {
              validate: (value, all) => {
                const problem = branchCodeProblem(
                  value,
                  all.branches.map(({ code }) => code),
                );
                if (problem === 'bad') return t('connection.branchCodeBad');
                return problem === 'twice' ? t('connection.branchCodeTwice') : true;
              },
            })}
          />
          <TextField
            label={t('connection.branchName')}
            maxLength={120}
            error={errors?.[index]?.name?.message}
            {...form.register(`branches.${index}.name`, {
              validate: (value) => value.trim() !== '' || t('common.required'),
            })}
          />
          <Controller
            control={form.control}
            name={`branches.${index}.zone`}
            render={({ field: zone }) => (
              <SelectField
                label={t('connection.zone')}
                value={zone.value}
                onChange={zone.onChange}
                options={zones}
              />
            )}
          />
          <span className={styles['remove']}>
            {fields.length > 1 && (
              <IconButton
                label={t('connection.removeBranch', {
                  name: form.getValues(`branches.${index}.name`) || index + 1,
                })}
                onClick={() => {
                  remove(index);
                }}
              >
                <IconTrash size={16} aria-hidden />
              </IconButton>
            )}
          </span>
        </div>
      ))}
    </Section>
  );
}
