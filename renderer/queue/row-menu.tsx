import { ClipboardCopy, Copy, FolderOpen, Link, List, Pause, Play, RotateCw, X } from 'lucide-react';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import type { PlainText, Text } from '../../shared/language/text.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { showSource } from '../store/actions.ts';
import { copyDiagnostics, openDetails } from '../store/diagnostics-actions.ts';
import { copyLink, mayHaveLink } from '../store/link-actions.ts';
import type { RowControl } from '../store/selection-actions.ts';
import { controlSelected, selectedCells, selectedFor, selectedPaths } from '../store/selection-actions.ts';
import { windowStore } from '../store/store.ts';
import type { UploadCell } from '../store/upload-cell.ts';
import { copyText } from '../ui/copy-text.ts';
import type { MenuItem } from '../ui/menu.tsx';
import { Menu } from '../ui/menu.tsx';
import { shortcutWords } from '../ui/shortcut-words.ts';

export interface RowMenuProps {
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** The context menu of the selection. It says how many files each verb would touch. */
export function RowMenu({ at, onClose }: RowMenuProps) {
  return <Menu name={say('Selected files')} items={itemsFor(selectedCells())} at={at} onClose={onClose} />;
}

const verbs = [
  { control: 'pause', one: 'Pause', many: 'Pause {some} of {count} files', Icon: Pause },
  { control: 'resume', one: 'Resume', many: 'Resume {some} of {count} files', Icon: Play },
  { control: 'retry', one: 'Retry', many: 'Retry {some} of {count} files', Icon: RotateCw },
  { control: 'cancel', one: 'Cancel', many: 'Cancel {some} of {count} files', Icon: X },
] as const satisfies readonly { readonly control: RowControl; readonly one: PlainText; readonly many: Text; readonly Icon: typeof Pause }[];

function itemsFor(cells: readonly UploadCell[]): readonly MenuItem[] {
  const [first] = cells;
  const errors = cells.flatMap((cell) => (cell.file.error === null ? [] : [errorLine(cell)]));
  const controls = verbs.flatMap(({ control, one, many, Icon }): readonly MenuItem[] => {
    const some = selectedFor(control).length;
    if (some === 0) return [];
    const label = cells.length === 1 ? say(one) : say(many, { some, count: cells.length });
    return [
      { key: control, label, ...keyOf(control), icon: <Icon size={16} strokeWidth={1.5} />, onChoose: () => controlSelected(control) },
    ];
  });
  const others: readonly MenuItem[] = [
    {
      key: 'details',
      label: say('Details'),
      detail: say('Enter'),
      icon: <List size={16} strokeWidth={1.5} />,
      isDisabled: first === undefined || cells.length > 1,
      startsGroup: controls.length > 0,
      onChoose: () => {
        if (first !== undefined) openDetails(first.file.uploadId);
      },
    },
    {
      key: 'show',
      label: say('Show in folder'),
      icon: <FolderOpen size={16} strokeWidth={1.5} />,
      isDisabled: first === undefined || cells.length > 1,
      onChoose: () => {
        if (first !== undefined) showSource(first.file.uploadId);
      },
    },
    {
      key: 'copy-path',
      label: cells.length === 1 ? say('Copy path') : sayCount(cells.length, 'Copy {count} path', 'Copy {count} paths'),
      detail: shortcutWords({ key: 'C' }),
      icon: <Copy size={16} strokeWidth={1.5} />,
      onChoose: () => copyText(selectedPaths()),
    },
  ];
  const link: readonly MenuItem[] =
    first === undefined || cells.length > 1 || !mayHaveLink(first.file)(windowStore.getState())
      ? []
      : [
          {
            key: 'copy-link',
            label: say('Copy link'),
            icon: <Link size={16} strokeWidth={1.5} />,
            onChoose: () => copyLink(first.file.uploadId, copyText),
          },
        ];
  const reason: readonly MenuItem[] =
    errors.length === 0 ? [] : [{ key: 'copy-error', label: say('Copy reason'), onChoose: () => copyText(errors.join('\n')) }];
  const diagnostics: MenuItem = {
    key: 'copy-diagnostics',
    label: say('Copy diagnostics'),
    icon: <ClipboardCopy size={16} strokeWidth={1.5} />,
    startsGroup: true,
    onChoose: () => copyDiagnostics(cells.length === 1 ? first?.file.uploadId : undefined),
  };
  return [...controls, ...others, ...link, ...reason, diagnostics];
}

/** The key that does the same in the list. */
function keyOf(control: RowControl): { readonly detail?: string } {
  if (control === 'cancel') return { detail: say('Delete|key') };
  // Space pauses what moves of the selection; only where nothing does it resumes.
  const isSpace = control === 'pause' || (control === 'resume' && selectedFor('pause').length === 0);
  return isSpace ? { detail: say('Space|key') } : {};
}

function errorLine({ file }: UploadCell): string {
  if (file.error === null) return file.sourcePath;
  const { title, remedy } = errorWords(file.error);
  return `${file.sourcePath}: ${title}. ${remedy}`;
}
