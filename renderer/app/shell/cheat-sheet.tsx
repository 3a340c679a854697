import { useT } from '../../i18n/index.ts';
import { useShell } from '../../state/shell.ts';
import { Dialog, Kbd } from '../../ui/index.ts';
import { useActor } from '../../widgets/desk-context.tsx';
import { mayRegister, numbered, routesFor } from '../routes.tsx';
import styles from './shell.module.css';

/** `?`: every shortcut that exists for this person. */
export function CheatSheet() {
  const t = useT();
  const open = useShell((state) => state.overlay === 'cheatSheet');
  const show = useShell((state) => state.show);
  const actor = useActor();
  const routes = routesFor(actor);
  const hasIntake = mayRegister(actor);
  const groups = [
    {
      title: t('shell.cheat.navigate'),
      lines: [
        ...numbered(routes).map((route, index) => [t(route.title), [`Alt ${index + 1}`]] as const),
        [t('shell.cheat.palette'), ['Ctrl K']] as const,
        [t('shell.cheat.help'), ['?', 'F1']] as const,
      ],
    },
    {
      title: t('shell.cheat.work'),
      lines: [
        ...(hasIntake ? [[t('nav.newComplaint'), ['F2']] as const] : []),
        [t('shell.cheat.save'), ['Ctrl ↵']] as const,
        [t('shell.cheat.undo'), ['Ctrl Z']] as const,
        [t('shell.cheat.park'), ['Esc']] as const,
        ...(hasIntake ? [[t('shell.cheat.print'), ['Ctrl P']] as const] : []),
      ],
    },
    {
      title: t('shell.cheat.list'),
      lines: [
        [t('shell.cheat.filter'), ['Ctrl F']] as const,
        [t('shell.cheat.move'), ['J', 'K', '↓', '↑']] as const,
        [t('shell.cheat.edges'), ['Home', 'End']] as const,
        [t('shell.cheat.open'), ['Enter']] as const,
        ...(hasIntake
          ? [
              [t('customerList.keys.new'), ['N']] as const,
              [t('customerList.keys.mark'), ['Space', 'Shift ↓', 'Ctrl A']] as const,
              [t('customerList.keys.edit'), ['F2', 'E']] as const,
              [t('customerList.keys.known'), ['F4']] as const,
              [t('customerList.keys.consent'), ['I']] as const,
              [t('customerList.keys.join'), ['G']] as const,
            ]
          : []),
        ...(hasIntake
          ? [
              [t('complaints.keyFollow'), ['T']] as const,
              [t('complaints.keyHandOver'), ['D']] as const,
              [t('complaints.keyResolve'), ['S']] as const,
            ]
          : []),
      ],
    },
    ...(hasIntake
      ? [
          {
            title: t('nav.agenda'),
            lines: [
              [t('agenda.keyDays'), ['←', '→']] as const,
              [t('agenda.keyEntries'), ['↑', '↓']] as const,
              [t('agenda.today'), ['T']] as const,
              [t('agenda.keyView'), ['D', 'W']] as const,
              [t('agenda.plan'), ['N']] as const,
              [t('agenda.complete'), ['S']] as const,
              [t('agenda.move'), ['P']] as const,
              [t('agenda.cancel'), ['X']] as const,
            ],
          },
        ]
      : []),
  ];
  return (
    <Dialog
      open={open}
      title={t('shell.cheatTitle')}
      size="xl"
      onClose={() => {
        show('none');
      }}
    >
      <div className={styles['cheats']}>
        {groups.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3>{group.title}</h3>
            {group.lines.map(([name, keys]) => (
              <div key={name} className={styles['cheat']}>
                <span>{name}</span>
                <span>
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </span>
              </div>
            ))}
          </section>
        ))}
      </div>
    </Dialog>
  );
}
