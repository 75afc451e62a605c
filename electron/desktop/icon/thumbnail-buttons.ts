import { say } from '../../../shared/language/say.ts';
import type { Totals } from '../../../shared/progress.ts';
import { canResume } from '../can-resume.ts';
import type { DesktopAction } from '../desktop-action.ts';
import { desktopActions } from '../desktop-action.ts';

export interface ThumbnailButton {
  readonly action: DesktopAction;
  readonly tooltip: string;
  readonly isEnabled: boolean;
}

const shown: readonly DesktopAction[] = ['pauseAll', 'resumeAll', 'retryFailed', 'addFiles'];

/** The buttons under the window's picture in Windows' taskbar; always the same ones, as Windows takes no other number later. */
export function thumbnailButtons(totals: Totals): readonly ThumbnailButton[] {
  const { active, queued, waiting, failed } = totals;
  const isEnabled: Partial<Readonly<Record<DesktopAction, boolean>>> = {
    pauseAll: active + queued + waiting > 0,
    resumeAll: canResume(totals),
    retryFailed: failed > 0,
  };
  return shown.map((action) => {
    const entry = desktopActions.find((one) => one.action === action);
    return { action, tooltip: entry === undefined ? '' : say(entry.label), isEnabled: isEnabled[action] ?? true };
  });
}
