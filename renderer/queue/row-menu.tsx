import { ClipboardCopy, Copy, FolderOpen, Link, List, Pause, Play, RotateCw, X } from 'lucide-react';
import { countOf } from '../../shared/text/count-of.ts';
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

export interface RowMenuProps {
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** The context menu of the selection. It says how many files each verb would touch. */
export function RowMenu({ at, onClose }: RowMenuProps) {
  return <Menu name="Selected files" items={itemsFor(selectedCells())} at={at} onClose={onClose} />;
}

const verbs: readonly { readonly control: RowControl; readonly word: string; readonly Icon: typeof Pause }[] = [
  { control: 'pause', word: 'Pause', Icon: Pause },
  { control: 'resume', word: 'Resume', Icon: Play },
  { control: 'retry', word: 'Retry', Icon: RotateCw },
  { control: 'cancel', word: 'Cancel', Icon: X },
];

function itemsFor(cells: readonly UploadCell[]): readonly MenuItem[] {
  const [first] = cells;
  const errors = cells.flatMap((cell) => (cell.file.error === null ? [] : [errorLine(cell)]));
  const controls = verbs.flatMap(({ control, word, Icon }): readonly MenuItem[] => {
    const touched = selectedFor(control).length;
    if (touched === 0) return [];
    const label = cells.length === 1 ? word : `${word} ${touched} of ${countOf(cells.length, 'file')}`;
    return [{ key: control, label, icon: <Icon size={16} strokeWidth={1.5} />, onChoose: () => controlSelected(control) }];
  });
  const others: readonly MenuItem[] = [
    {
      key: 'details',
      label: 'Details',
      detail: 'Enter',
      icon: <List size={16} strokeWidth={1.5} />,
      isDisabled: first === undefined || cells.length > 1,
      startsGroup: controls.length > 0,
      onChoose: () => {
        if (first !== undefined) openDetails(first.file.uploadId);
      },
    },
    {
      key: 'show',
      label: 'Show in folder',
      icon: <FolderOpen size={16} strokeWidth={1.5} />,
      isDisabled: first === undefined || cells.length > 1,
      onChoose: () => {
        if (first !== undefined) showSource(first.file.uploadId);
      },
    },
    {
      key: 'copy-path',
      label: cells.length === 1 ? 'Copy path' : `Copy ${countOf(cells.length, 'path')}`,
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
            label: 'Copy link',
            icon: <Link size={16} strokeWidth={1.5} />,
            onChoose: () => copyLink(first.file.uploadId, copyText),
          },
        ];
  const reason: readonly MenuItem[] =
    errors.length === 0 ? [] : [{ key: 'copy-error', label: 'Copy reason', onChoose: () => copyText(errors.join('\n')) }];
  const diagnostics: MenuItem = {
    key: 'copy-diagnostics',
    label: 'Copy diagnostics',
    icon: <ClipboardCopy size={16} strokeWidth={1.5} />,
    startsGroup: true,
    onChoose: () => copyDiagnostics(cells.length === 1 ? first?.file.uploadId : undefined),
  };
  return [...controls, ...others, ...link, ...reason, diagnostics];
}

function errorLine({ file }: UploadCell): string {
  if (file.error === null) return file.sourcePath;
  const { title, remedy } = errorWords(file.error);
  return `${file.sourcePath}: ${title}. ${remedy}`;
}
