/** Ctrl+K: pages and commands of this person; customers, complaints, tasks and campaigns of the branch. */
import { IconMessagePlus } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import type { Actor } from '#shared/domain/actor.ts';
import type { DirectoryHit } from '../../data/desk-types.ts';
import { useLanguage, useT, type Translate } from '../../i18n/index.ts';
import { openIntake } from '../../state/intake.ts';
import { useShell } from '../../state/shell.ts';
import { CutText, Dialog, Kbd, TextField, useZone } from '../../ui/index.ts';
import { useActor, useDesk } from '../../widgets/desk-context.tsx';
import { mayRegister, numbered, routesFor } from '../routes.tsx';
import { findHits, hitOption, type Option } from './palette-hits.ts';
import styles from './shell.module.css';

/** What can be done besides going somewhere. */
const actionOptions = (t: Translate): Option[] => [
  {
    id: 'intake',
    group: t('shell.paletteCommands'),
    label: t('nav.newComplaint'),
    note: '',
    shortcut: 'F2',
    icon: IconMessagePlus,
    to: () => {
      openIntake();
    },
  },
];

function commandOptions(actor: Actor, text: string, t: Translate): Option[] {
  const routes = routesFor(actor);
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const order = numbered(routes);
  const pages = routes.map((route): Option => {
    const digit = order.indexOf(route) + 1;
    return {
      id: route.id,
      group: t('shell.paletteCommands'),
      label: t(route.title),
      note: '',
      shortcut: digit > 0 ? `Alt ${digit}` : '',
      icon: route.icon,
      to: route.to,
    };
  });
  return [...(mayRegister(actor) ? actionOptions(t) : []), ...pages].filter(({ label }) =>
    words.every((word) => label.toLocaleLowerCase().includes(word)),
  );
}

/** Searches as one types; an answer to an older text is dropped. */
function useHits(text: string, open: boolean): readonly DirectoryHit[] {
  const desk = useDesk();
  const [hits, setHits] = useState<readonly DirectoryHit[]>([]);
  useEffect(() => {
    let current = true;
    if (!open || text.trim().length < 2) setHits([]);
    else
      void findHits((...asked) => desk.directory.search(...asked), text).then((found) => {
        if (current) setHits(found);
      });
    return () => {
      current = false;
    };
  }, [desk, text, open]);
  return hits;
}

export function Palette() {
  const t = useT();
  const open = useShell((state) => state.overlay === 'palette');
  const show = useShell((state) => state.show);
  return (
    <Dialog
      open={open}
      title={t('shell.paletteOpen')}
      size="lg"
      search
      onClose={() => {
        show('none');
      }}
    >
      {open && <PaletteBody />}
    </Dialog>
  );
}

function PaletteBody() {
  const t = useT();
  const id = useId();
  const actor = useActor();
  const navigate = useNavigate();
  const show = useShell((state) => state.show);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const zone = useZone();
  const language = useLanguage();
  const hits = useHits(text, true);
  const options = useMemo(() => {
    const words = { t, actor, zone, language };
    const found = hits.map((hit) => hitOption(hit, words)).filter((option) => option !== undefined);
    const commands = commandOptions(actor, text, t);
    const ordered = text.trim().length < 2 ? commands : [...found, ...commands];
    return ordered.toSorted((a, b) => groupRank(ordered, a) - groupRank(ordered, b));
  }, [actor, hits, text, t, zone, language]);
  const index = Math.min(chosen, options.length - 1);

  const go = (option: Option | undefined) => {
    if (!option) return;
    show('none');
    if (typeof option.to === 'string') void navigate(option.to);
    else option.to();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && options.length > 0) {
      event.preventDefault();
      setChosen((index + step + options.length) % options.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      go(options[index]);
    }
  };
  useEffect(() => {
    document.getElementById(`${id}-${index}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, index]);

  return (
    <div>
      <TextField
        data-autofocus
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={options.length > 0 ? `${id}-${index}` : undefined}
        aria-autocomplete="list"
        aria-label={t('shell.paletteOpen')}
        placeholder={t('shell.paletteHint')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('shell.paletteOpen')} className={styles['options']}>
        {options.map((option, at) => (
          <PaletteOption
            key={option.id}
            id={`${id}-${at}`}
            option={option}
            heading={options[at - 1]?.group === option.group ? undefined : option.group}
            chosen={at === index}
            onPick={() => {
              go(option);
            }}
          />
        ))}
      </div>
      {options.length === 0 && <p className={styles['group']}>{t('shell.paletteEmpty')}</p>}
      <p className={styles['paletteFoot']}>{t('shell.paletteKeys')}</p>
    </div>
  );
}

/** Groups stand in the order in which their best hit came. */
const groupRank = (options: readonly Option[], option: Option): number =>
  options.findIndex(({ group }) => group === option.group);

function PaletteOption(props: {
  readonly id: string;
  readonly option: Option;
  readonly heading: string | undefined;
  readonly chosen: boolean;
  readonly onPick: () => void;
}) {
  const { option } = props;
  return (
    <>
      {props.heading && (
        <div className={styles['group']} role="presentation">
          {props.heading}
        </div>
      )}
      {/* The keys are the field's: options of a listbox never take the focus themselves. */}
      <div
        id={props.id}
        role="option"
        tabIndex={-1}
        aria-selected={props.chosen}
        className={styles['option']}
        onClick={props.onPick}
        onKeyDown={() => undefined}
      >
        <option.icon size={16} aria-hidden />
        <CutText>{option.label}</CutText>
        {option.note && <span className={styles['optionNote']}>{option.note}</span>}
        {option.shortcut && <Kbd>{option.shortcut}</Kbd>}
      </div>
    </>
  );
}
